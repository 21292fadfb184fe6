using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Patterns.Analyzers.Recognition;

/// <summary>An invocation, whether or not its target could be resolved.</summary>
/// <param name="Operation">The invocation, or the invalid operation in its place.</param>
/// <param name="Name">The name written at the call.</param>
/// <param name="Target">The method; null where a reference is missing.</param>
/// <param name="Receiver">What it is called on, without conversions; null for a static call. For an unresolved call of a value it is that value.</param>
/// <param name="Arguments">The values passed, in the order of evaluation, without conversions.</param>
internal readonly record struct Call(IOperation Operation, string Name, IMethodSymbol? Target, IOperation? Receiver, ImmutableArray<IOperation> Arguments)
{
    public SyntaxNode Syntax => Operation.Syntax;

    /// <summary>The type that declares the target.</summary>
    public INamedTypeSymbol? Owner => Target?.ContainingType;

    /// <summary>True when a delegate is called, not a method.</summary>
    public bool IsDelegate => Target?.MethodKind == MethodKind.DelegateInvoke;

    /// <summary>True when a value whose type is missing is called like a delegate.</summary>
    public bool IsUnresolvedDelegate =>
        Operation is IInvalidOperation { Syntax: InvocationExpressionSyntax invocation } && Receiver?.Syntax == invocation.Expression;

    /// <summary>The field, property, parameter or local that it is called on, if any.</summary>
    public ISymbol? ReceiverSymbol => Receiver?.Referenced();

    /// <summary>True for a call of one of these names on a type of that metadata name, or on a type derived from it.</summary>
    public bool Is(INamedTypeSymbol? owner, params string[] names) =>
        owner is not null && Target is { } target && Array.IndexOf(names, target.Name) >= 0 && target.ContainingType.Is(owner);

    /// <summary>The argument for a parameter of that name; null for an unresolved call or an omitted argument.</summary>
    public IOperation? Argument(string parameter)
    {
        if (Operation is not IInvocationOperation invocation) return null;
        foreach (var argument in invocation.Arguments)
            if (argument.Parameter?.Name == parameter && argument.ArgumentKind != ArgumentKind.DefaultValue) return argument.Value.Plain();
        return null;
    }

    /// <summary>The call that an operation is, or null.</summary>
    public static Call? From(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => new(
            invocation, invocation.TargetMethod.Name, invocation.TargetMethod, ReceiverOf(invocation), Values(invocation)),
        IInvalidOperation { Syntax: InvocationExpressionSyntax syntax } invalid => new(
            invalid, NameOf(syntax.Expression), null, UnresolvedReceiver(invalid, syntax), Unresolved(invalid, syntax)),
        _ => null,
    };

    private static IOperation? ReceiverOf(IInvocationOperation invocation) =>
        invocation.Instance?.Plain()
        ?? (invocation.TargetMethod.IsExtensionMethod && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value.Plain() : null);

    private static ImmutableArray<IOperation> Values(IInvocationOperation invocation)
    {
        var skipped = invocation.Instance is null && invocation.TargetMethod.IsExtensionMethod ? 1 : 0;
        var values = ImmutableArray.CreateBuilder<IOperation>(invocation.Arguments.Length);
        foreach (var argument in invocation.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Ordinal is var ordinal && (ordinal is null || ordinal >= skipped))
                values.Add(argument.Value.Plain());
        return values.ToImmutable();
    }

    private static IOperation? UnresolvedReceiver(IInvalidOperation invalid, InvocationExpressionSyntax syntax)
    {
        var receiver = syntax.Expression is MemberAccessExpressionSyntax access ? access.Expression : syntax.Expression;
        foreach (var operation in invalid.SelfAndDescendants())
            if (operation.Syntax == receiver && operation is not IInvalidOperation) return operation.Plain();
        return null;
    }

    private static ImmutableArray<IOperation> Unresolved(IInvalidOperation invalid, InvocationExpressionSyntax syntax)
    {
        var values = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var child in invalid.ChildOperations)
            if (syntax.ArgumentList.Span.Contains(child.Syntax.Span)) values.Add(child.Plain());
        return values.ToImmutable();
    }

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}

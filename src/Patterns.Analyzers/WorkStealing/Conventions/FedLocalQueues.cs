using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0903: somebody puts work into the local queues. Decided only where the queues are made in the type and no other code gets hold of
/// them.</summary>
internal static class FedLocalQueues
{
    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        if (model.Theft is not { Steal: { Receiver.Type: INamedTypeSymbol queue } } theft || theft.Element.Collection.Type is not { } row
            || !IsHidden(theft.Element.Collection, theft.Thief)) return;
        var bodies = model.Type.AllBodies.ToList();
        if (bodies.SelectMany(body => body.Calls).Any(call => IsFeeding(call, queue))
            || bodies.SelectMany(body => body.Operations).Any(operation => Escapes(operation, queue, row, model.Type))) return;
        if (bodies.SelectMany(body => body.Operations).Any(operation => operation is IObjectCreationOperation { Type: { } made } && Same(made, queue)))
            context.Report(WorkStealingRules.FedLocalQueues, theft.Steal.Syntax.GetLocation(), theft.Body.DisplayName);
    }

    private static bool IsHidden(IOperation row, Body body) => row.Referenced() switch
    {
        ILocalSymbol => true,
        IParameterSymbol => !body.IsOpen,
        IFieldSymbol field =>
            field.DeclaredAccessibility == Accessibility.Private && SymbolEqualityComparer.Default.Equals(field.ContainingType, body.Type.Symbol),
        _ => false,
    };

    private static bool IsFeeding(Call call, INamedTypeSymbol queue) => call.Arguments.Length > 0 && call.Receiver?.Type is { } type && Same(type, queue)
        && (call.Target is null || call.Target.Parameters.Any(parameter => parameter.RefKind is RefKind.None or RefKind.In));

    /// <summary>A queue, or all of them, given to another type's code, returned, or kept where others can see it.</summary>
    private static bool Escapes(IOperation operation, INamedTypeSymbol queue, ITypeSymbol row, TypeFacts type)
    {
        if (operation.Type is not { } held || !Same(held, queue) && !Same(held, row)
            || operation is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation
                or IObjectCreationOperation)) return false;
        var outer = operation.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation) outer = outer.Parent;
        return outer switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: var owner } call } =>
                !SymbolEqualityComparer.Default.Equals(owner, type.Symbol) && !(call.Instance?.Type is { } receiver && Same(receiver, row)),
            IArgumentOperation { Parent: IObjectCreationOperation } => true,
            IReturnOperation => outer.Enclosing<IBlockOperation>()?.Parent is not IAnonymousFunctionOperation,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment =>
                assignment.Value.Plain() == operation && member.DeclaredAccessibility != Accessibility.Private,
            _ => false,
        };
    }

    private static bool Same(ITypeSymbol left, ITypeSymbol right) => SymbolEqualityComparer.Default.Equals(left.OriginalDefinition, right.OriginalDefinition);
}

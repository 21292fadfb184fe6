using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>How a value comes into a variable.</summary>
internal enum StepKind
{
    Assigned,

    /// <summary>Its bytes are copied into it.</summary>
    Fill,

    /// <summary>One piece after the other is added to it.</summary>
    Piece,

    /// <summary>A call that is given a lambda hands on what it was given.</summary>
    CallerToLambda,
}

/// <summary>A variable takes a value.</summary>
/// <param name="Target">The variable.</param>
/// <param name="Value">The value; null where another variable stands for it.</param>
/// <param name="Kind">How it comes in.</param>
/// <param name="From">The variable whose content it takes, where there is no expression for it.</param>
internal readonly record struct ContentStep(ISymbol Target, IOperation? Value, StepKind Kind, ISymbol? From = null)
{
    /// <summary>The steps of a body.</summary>
    public static ImmutableArray<ContentStep> In(Body body)
    {
        var steps = ImmutableArray.CreateBuilder<ContentStep>();
        var created = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in body.Operations)
        {
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator && value.Plain() is IObjectCreationOperation)
                created.Add(declarator.Symbol);
            steps.AddRange(Of(operation, created));
        }
        foreach (var call in body.Calls) steps.AddRange(Of(call));
        return steps.ToImmutable();
    }

    /// <summary>The variable that an expression belongs to: <c>entity</c> for <c>entity.Key.Value</c>.</summary>
    public static ISymbol? Root(IOperation operation)
    {
        while (true)
        {
            operation = operation.Plain();
            switch (operation)
            {
                case ILocalReferenceOperation or IParameterReferenceOperation: return operation.Referenced();
                case IFieldReferenceOperation { Instance: IInstanceReferenceOperation or null } field: return field.Field;
                case IMemberReferenceOperation { Instance: { } instance }: operation = instance; break;
                case IInvocationOperation { Instance: { } instance }: operation = instance; break;
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments.Length: > 0 } extension:
                    operation = extension.Arguments[0].Value; break;
                case IArrayElementReferenceOperation element: operation = element.ArrayReference; break;
                case IDeclarationExpressionOperation declaration: operation = declaration.Expression; break;
                default: return null;
            }
        }
    }

    /// <summary>The variables that a value is made of; the bytes among them alone, where there are some.</summary>
    public static IEnumerable<ISymbol> Sources(IOperation value, IReadOnlyDictionary<IOperation, Hashing> hashings)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Collect(value, hashings, found);
        found.RemoveWhere(symbol => !symbol.TypeOf().MayBeContent() || symbol is IFieldSymbol && !symbol.TypeOf().HoldsContent());
        return found.Any(symbol => symbol.TypeOf().IsBytes()) ? found.Where(symbol => symbol.TypeOf().IsBytes()) : found;
    }

    private static void Collect(IOperation operation, IReadOnlyDictionary<IOperation, Hashing> hashings, HashSet<ISymbol> found)
    {
        if (hashings.ContainsKey(operation)) return;
        if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance: IInstanceReferenceOperation }
            && operation.Referenced() is { } symbol) found.Add(symbol);
        foreach (var child in operation.ChildOperations) Collect(child, hashings, found);
    }

    private static IEnumerable<ContentStep> Of(IOperation operation, HashSet<ISymbol> created)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                yield return new(declarator.Symbol, value, StepKind.Assigned);
                foreach (var opened in Opened(declarator.Symbol, value)) yield return opened;
                break;
            case ISimpleAssignmentOperation { Target: var target, Value: var value }
                when Root(target) is { } symbol && (IsWhole(target) || created.Contains(symbol)):
                yield return new(symbol, value, IsUnderFixedName(target) ? StepKind.Fill : StepKind.Assigned);
                foreach (var opened in Opened(symbol, value)) yield return opened;
                break;
            case ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local: var array } },
                Value: var piece }:
                yield return new(array, piece, StepKind.Piece);
                break;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_String } text },
                Value: var piece }:
                yield return new(text, piece, StepKind.Piece);
                break;
            case ICoalesceAssignmentOperation coalesce when Root(coalesce.Target) is { } symbol:
                yield return new(symbol, coalesce.Value, StepKind.Assigned);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                foreach (var local in deconstruction.Target.SelfAndDescendants().OfType<ILocalReferenceOperation>())
                    yield return new(local.Local, deconstruction.Value, StepKind.Assigned);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals) yield return new(local, loop.Collection, StepKind.Assigned);
                break;
        }
    }

    /// <summary>True for an element of a table of fixed names, such as the headers of a message.</summary>
    public static bool IsUnderFixedName(IOperation target) =>
        target is IPropertyReferenceOperation { Arguments: [{ Value: { Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: true } }] };

    /// <summary>False for a member of something: who writes a digest into an object that the caller made only annotates it.</summary>
    private static bool IsWhole(IOperation target) =>
        target.Plain() is ILocalReferenceOperation or IParameterReferenceOperation
            or IFieldReferenceOperation { Instance: IInstanceReferenceOperation or null };

    /// <summary>What is written to a stream that was opened by path is then under that path; what is written to a writer or stream around another one goes
    /// there.</summary>
    private static IEnumerable<ContentStep> Opened(ISymbol target, IOperation value)
    {
        if (value.Plain() is IObjectCreationOperation or IInvalidOperation { Syntax: BaseObjectCreationExpressionSyntax })
            foreach (var reference in value.SelfAndDescendants())
                if (reference.Referenced() is (ILocalSymbol or IFieldSymbol) and { } inner && inner.TypeOf().IsStream())
                    yield return new(inner, null, StepKind.Fill, From: target);
        if (!target.TypeOf().IsStream()) yield break;
        foreach (var reference in value.SelfAndDescendants())
            if (reference.Referenced() is (ILocalSymbol or IFieldSymbol) and { } path && !path.TypeOf().IsBytes() && path.TypeOf().MayBeContent())
                yield return new(path, null, StepKind.Fill, From: target);
    }

    private static IEnumerable<ContentStep> Of(Call call)
    {
        if (call.Receiver is { } receiver)
        {
            if (ContentVerbs.Pours(call.Name))
                foreach (var argument in call.Arguments)
                    if (Root(argument) is { } target && (target.TypeOf().IsBytes() || target.TypeOf() is IErrorTypeSymbol))
                        yield return new(target, receiver, StepKind.Fill);
            if (ContentVerbs.Takes(call.Name) && Root(receiver) is { } taker)
                foreach (var argument in call.Arguments)
                {
                    yield return new(taker, argument, StepKind.Fill);
                    if (receiver.Type is { Name: "StringBuilder" }) yield return new(taker, argument, StepKind.Piece);
                }
        }
        if (IsFile(call.Owner) && ContentVerbs.Takes(call.Name) && call.Arguments.Length > 1
            && Root(call.Arguments[0]) is (ILocalSymbol or IFieldSymbol) and { } file)
            yield return new(file, call.Arguments[1], StepKind.Fill);
        else if (ContentVerbs.Fills(call.Name) && !(ContentVerbs.Takes(call.Name) && IsOwn(call.Owner)))
            foreach (var filled in call.Arguments)
                if (filled.Type.IsBytes() && Root(filled) is { } target)
                    foreach (var source in call.Arguments)
                        if (source != filled) yield return new(target, source, StepKind.Fill);
        foreach (var argument in call.Arguments)
            if (Lambda(argument) is { } lambda)
                foreach (var parameter in lambda.Symbol.Parameters)
                    foreach (var given in call.Arguments)
                        if (given != argument) yield return new(parameter, given, StepKind.CallerToLambda);
    }

    /// <summary>A member of the project that writes takes what it is given somewhere else.</summary>
    private static bool IsOwn(INamedTypeSymbol? owner) => owner is not null && owner.Locations.Any(location => location.IsInSource);

    public static bool IsFile(INamedTypeSymbol? owner) => owner is { Name: "File", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } };

    /// <summary>The code that is handed over as an argument.</summary>
    public static IAnonymousFunctionOperation? Lambda(IOperation argument) => argument switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        _ => null,
    };
}

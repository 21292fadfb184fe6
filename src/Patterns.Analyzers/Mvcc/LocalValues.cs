using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>What the locals of a body are given.</summary>
internal static class LocalValues
{
    /// <summary>The values that a local is declared with, assigned, or filled with by a call.</summary>
    public static IEnumerable<IOperation> Of(Body body, ISymbol local) => Index(body)[local];

    /// <summary>The value is, or holds by way of a local, what is made at another place.</summary>
    public static bool Lead(IOperation value, IOperation made, Body body) => value.Syntax.Span.Contains(made.Syntax.Span)
        || value.Referenced() is ILocalSymbol local && Of(body, local).Any(given => given.Syntax.Span.Contains(made.Syntax.Span));

    private static ILookup<ISymbol, IOperation> Index(Body body) =>
        body.Type.Project.GetOrAdd((nameof(LocalValues), body), () => body.Operations.SelectMany(Given)
        .ToLookup(given => given.Local, given => given.Value, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default));

    private static IEnumerable<(ISymbol Local, IOperation Value)> Given(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                yield return (declarator.Symbol, initializer.Value);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                yield return (local, assignment.Value);
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var element } } loop:
                yield return (element, loop.Collection);
                break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets } deconstruction
                when deconstruction.Value.Plain() is ITupleOperation values && values.Elements.Length == targets.Elements.Length:
                for (var i = 0; i < targets.Elements.Length; i++)
                    if (targets.Elements[i].Referenced() is ILocalSymbol part) yield return (part, values.Elements[i]);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: { } call } argument
                when argument.Value.Referenced() is ILocalSymbol output:
                yield return (output, call);
                break;
            case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } declared } } test:
                yield return (declared, test.Value);
                break;
            case IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } declared } } test:
                yield return (declared, test.Value);
                break;
        }
    }
}

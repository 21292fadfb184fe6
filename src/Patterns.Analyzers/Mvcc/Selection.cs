using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Whether code picks one of many and gives it away, and does not gather or drop them.</summary>
internal static class Selection
{
    /// <summary>The value, or what it holds, is returned or given to the caller.</summary>
    public static bool Leaves(Body body, ISymbol value) =>
        value is IParameterSymbol { RefKind: RefKind.Out or RefKind.Ref } || body.Operations.Any(operation => operation switch
    {
        IReturnOperation { ReturnedValue: { } returned } => returned.Mentions(value),
        ISimpleAssignmentOperation { Target: IParameterReferenceOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref }, Value: { } given } =>
            given.Mentions(value),
        _ => false,
    });
}

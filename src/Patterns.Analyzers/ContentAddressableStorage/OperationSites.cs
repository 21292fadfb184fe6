using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>Questions about where an operation stands.</summary>
internal static class OperationSites
{
    /// <summary>The variable that takes what the operation gives, conversions and calls on it aside.</summary>
    public static ISymbol? GivenTo(this IOperation operation)
    {
        foreach (var outer in operation.Ancestors())
        {
            if (outer is IVariableDeclaratorOperation declarator) return declarator.Symbol;
            if (outer is ISimpleAssignmentOperation assignment) return assignment.Target.Referenced();
            if (outer is IBlockOperation or IExpressionStatementOperation) return null;
        }
        return null;
    }

    public static bool IsMakingOfPath(this IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Combine" or "Join", ContainingType: var owner } } && owner.Named("System.IO.Path");

    /// <summary>How a message calls a body.</summary>
    public static string Name(this Body body) => body.Method.Name;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Which of the reference projects a loop resembles most.</summary>
internal static class ReconciliationLoopVariant
{
    /// <summary>Flink for a supervisor, which starts again what is there but has failed; otherwise Kubernetes.</summary>
    public static ReferenceProject Of(Difference difference) =>
        difference.Site.Ancestors().OfType<IBinaryOperation>()
            .Any(either => either.OperatorKind == BinaryOperatorKind.ConditionalOr && either.RightOperand.Contains(IsFailure))
            ? ReferenceProjects.Flink
            : ReferenceProjects.Kubernetes;

    private static bool IsFailure(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.Type.TypeKind: TypeKind.Enum } => true,
        IPropertyReferenceOperation { Property: { Name: "IsFaulted" or "HasExited" or "IsCompleted" } } => true,
        _ => false,
    };
}

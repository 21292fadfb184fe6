using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Whether an operation runs alone: in a lock, by an atomic operation, or after something was entered.</summary>
internal static class Guard
{
    public static bool Around(IOperation operation, Body body) =>
        operation.Ancestors()
            .Any(outer => outer is ILockOperation || outer is IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked" or "Volatile" })
        || body.Calls.Any(call => Enters(call.Name) && call.Syntax.SpanStart < operation.Syntax.SpanStart)
        || body.Method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "MethodImplAttribute");

    private static bool Enters(string name) =>
        name.StartsWith("Enter", StringComparison.Ordinal) || name.StartsWith("TryEnter", StringComparison.Ordinal)
        || name.StartsWith("Acquire", StringComparison.Ordinal)
        || name is "Wait" or "WaitAsync" or "WaitOne" || name.IndexOf("Lock", StringComparison.Ordinal) >= 0;
}

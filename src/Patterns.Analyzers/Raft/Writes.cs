using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>One target and what it is given; the value is null for a step by one.</summary>
internal readonly record struct Write(IOperation Target, IOperation? Value)
{
    /// <summary>What an operation assigns: one target, or those of a tuple one by one.</summary>
    public static IEnumerable<Write> In(IOperation operation)
    {
        if (operation is IDeconstructionAssignmentOperation { Target: ITupleOperation targets } deconstruction
            && deconstruction.Value.Plain() is ITupleOperation values && values.Elements.Length == targets.Elements.Length)
        {
            for (var i = 0; i < targets.Elements.Length; i++) yield return new(targets.Elements[i], values.Elements[i]);
            yield break;
        }
        if (operation.Assigned() is { } assigned) yield return new(assigned.Target, assigned.Value);
    }
}

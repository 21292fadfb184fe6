using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1210: who commits by hand switches the automatic commit off.</summary>
internal static class OneCommitMode
{
    public static void Check(SnapshotModel model, ConventionContext context)
    {
        if (!model.Saves.Any(save => save.Call.Name is "Commit" or "SendOffsetsToTransaction") || !model.Type.Words.Has("EnableAutoCommit")) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.Has("EnableAutoCommit")) continue;
            foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
                if (assignment.Target.Plain() is IPropertyReferenceOperation { Property: { Name: "EnableAutoCommit", ContainingType: var owner } }
                    && Library.Is(owner, "Confluent.Kafka.ConsumerConfig", model.Type) && assignment.Value.Plain().IsConstant(true))
                    context.Report(SnapshotRules.OneCommitMode, assignment.Syntax.GetLocation(), model.Saves[0].Body.DisplayName);
        }
    }
}

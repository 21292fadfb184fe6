using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>PAT0503: the code that writes a run leaves the bytes to the operating system, though a log or the inputs are deleted once it returns.</summary>
internal static class DurableRun
{
    private static readonly Words Needles = new("FileStream", "Create", "OpenWrite", "Open");

    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        CheckMerges(model, context);
        if (model.Role != LsmTreeRoles.Run) return;
        foreach (var body in model.Type.Bodies)
        {
            if (WrittenTo(body) is not { } opened || !LetsDelete(body)) continue;
            var at = body.Calls.Where(call => call.Name is "Flush" or "FlushAsync" && call.Receiver?.Type is { Name: "FileStream" })
                .Select(call => call.Operation).LastOrDefault();
            context.Report(LsmTreeRules.DurableRun, (at ?? opened).Syntax.GetLocation(), body.Name);
        }
    }

    /// <summary>A merge has its run written by somebody who is no run himself, and deletes files after it.</summary>
    private static void CheckMerges(LsmTreeModel model, ConventionContext context)
    {
        foreach (var merge in model.Compactions.Select(compaction => compaction.Body).Distinct())
            foreach (var (call, writer) in merge.Callees)
                if (writer.Type != model.Type && LsmTrees.Of(writer.Type.Project).Part(writer.Type.Symbol)?.Role != LsmTreeRoles.Run
                    && WrittenTo(writer) is not null && Deletes(merge))
                    context.Report(LsmTreeRules.DurableRun, call.Syntax.GetLocation(), writer.Name);
    }

    /// <summary>The file that a body creates, fills, and leaves to the operating system; null for any other body.</summary>
    private static IOperation? WrittenTo(Body body) => body.Words.HasAny(Needles) && body.Method.Parameters.Length > 1 && Opened(body) is { } opened
        && WritesInLoop(body) && !IsMadeDurable(body) ? opened : null;

    /// <summary>The file that the body creates.</summary>
    private static IOperation? Opened(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is IObjectCreationOperation { Type: { Name: "FileStream" } type, Arguments: var arguments } && type.IsFramework()
                && arguments.Any(argument => IsMode(argument.Value))) return operation;
            if (operation is IInvocationOperation { TargetMethod: { Name: "Create" or "OpenWrite", ContainingType.Name: "File" } method }
                && method.ContainingType.IsFramework()) return operation;
        }
        return null;
    }

    private static bool IsMode(IOperation value) =>
        value.Plain() is IFieldReferenceOperation { Field: { Name: "Create" or "CreateNew", ContainingType.Name: "FileMode" } };

    private static bool WritesInLoop(Body body) =>
        body.Of<ILoopOperation>()
            .Any(loop =>
                loop.Body.Contains(inner => Call.From(inner) is { Arguments.Length: > 0 } call && call.Name.StartsWith("Write", StringComparison.Ordinal)))
        || body.Of<ILoopOperation>().Any() && body.Calls.Any(call => call.Name.StartsWith("Write", StringComparison.Ordinal));

    /// <summary>A method that has the run written deletes files too, itself or one call away.</summary>
    private static bool LetsDelete(Body writer) => LsmTrees.Of(writer.Type.Project).Replacing.Any(body =>
        (body.Callees.Any(callee => callee.Body == writer)
            || body.Of<IObjectCreationOperation>()
                .Any(creation => SymbolEqualityComparer.Default.Equals(creation.Constructor?.OriginalDefinition, writer.Method)))
        && Deletes(body));

    private static bool Deletes(Body body) => body.Occurrences(operation =>
        operation is IInvocationOperation { TargetMethod: { Name: "Delete", ContainingType: { Name: "File" or "FileInfo" } type } } && type.IsFramework())
        .Any();

    /// <summary>A flush to the disk here or up to one call away, or a file that writes through.</summary>
    private static bool IsMadeDurable(Body body) => body.Occurrences(operation =>
        operation is IFieldReferenceOperation { Field: { Name: "WriteThrough", ContainingType.Name: "FileOptions" } }
        || Call.From(operation) is { } call
            && (call.Name == "Flush" && call.Arguments.Any(argument => argument.IsConstant(true) || argument.Type?.SpecialType == SpecialType.System_Boolean)
            || call.Name is "FlushToDisk" or "FlushFileBuffers" or "Fsync" or "fsync")).Any();
}

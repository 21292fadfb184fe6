using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1205: a checkpoint is on the disk before it can be seen, and is seen whole.</summary>
internal static class DurableThenVisible
{
    private const string InPlace = "writes the checkpoint in place: a crash leaves half of it, and the one before is gone";
    private const string NotOnDisk = "renames the checkpoint before it is on disk: after a power cut the name may lead to an empty file";

    private static readonly Words Files = new("File", "FileStream", "FileInfo", "StreamWriter", "BinaryWriter");
    private static readonly Words Renames = new("Move", "MoveTo", "Replace");
    private static readonly Words Opens = new("Open", "OpenOrCreate", "Create");
    private static readonly string[] Whole = ["WriteAllBytes", "WriteAllBytesAsync", "WriteAllText", "WriteAllTextAsync", "WriteAllLines",
        "WriteAllLinesAsync"];

    public static void Check(SnapshotModel model, ConventionContext context)
    {
        foreach (var body in Writers(model))
        {
            var around = body.Callees.Select(callee => callee.Body).Where(callee => callee.Words.HasAny(Files)).Append(body).ToList();
            if (around.SelectMany(Moves).FirstOrDefault() is { Operation: not null } move)
            {
                if (!around.Any(IsDurable) && body.Calls.Contains(move))
                    context.Report(SnapshotRules.DurableThenVisible, (Flush(body) ?? move).Syntax.GetLocation(), body.DisplayName, NotOnDisk);
            }
            else if ((model.Kept is { } kept && IsInPlace(kept.Output) ? kept.Output : InPlaceWrite(body) ?? Rewritten(body)) is { } write)
                context.Report(SnapshotRules.DurableThenVisible, write.Syntax.GetLocation(), body.DisplayName, InPlace);
        }
    }

    /// <summary>The code that writes positions or state to files.</summary>
    private static IEnumerable<Body> Writers(SnapshotModel model)
    {
        if (model.Materialised is { } materialised && materialised.Write.Words.HasAny(Files)) return ImmutableArray.Create(materialised.Write);
        if (model.Kept is { } kept) return ImmutableArray.Create(kept.Write);
        if (model.Through is { } own && SymbolEqualityComparer.Default.Equals(own.Owner, model.Type.Symbol)) return model.Type.Project.BodiesOf(own.Save);
        return model.Role == SnapshotRoles.Store ? model.Type.Bodies.Where(body => body.Words.HasAny(Files) && !body.IsConstructor) : Enumerable.Empty<Body>();
    }

    private static IEnumerable<Call> Moves(Body body) =>
        body.Calls.Where(call => IsFile(call) && call.Name is "Move" or "Replace" || call.Name is "MoveTo" or "Replace" && call.Owner is { Name: "FileInfo" });

    private static IOperation? InPlaceWrite(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (IsInPlace(operation)) return operation;
            if (operation is IObjectCreationOperation { Type.Name: "FileStream" } stream
                && stream.Arguments.Any(argument =>
                    argument.Value.Plain() is IFieldReferenceOperation { Field: { Name: "Create" or "Truncate", ContainingType.Name: "FileMode" } }))
                return operation;
        }
        return null;
    }

    private static bool IsInPlace(IOperation operation) => Call.From(operation) is { } call && IsFile(call)
        && (Array.IndexOf(Whole, call.Name) >= 0 || call.Name == "OpenWrite" || call.Name == "Create" && !IsLeftEmpty(operation));

    /// <summary>A file that is only made, so that it is there.</summary>
    private static bool IsLeftEmpty(IOperation creation) => creation.Enclosing<IUsingOperation>() is { Body: IBlockOperation { Operations.IsEmpty: true } }
        || creation.Parent is IInvocationOperation { TargetMethod.Name: "Dispose" or "Close" };

    /// <summary>A writer on a stream that the type keeps open, or is given, and that nobody renames.</summary>
    private static IOperation? Rewritten(Body body)
    {
        if (body.Type.Words.HasAny(Renames) || !body.Type.Words.HasAny(Opens)) return null;
        foreach (var creation in body.Of<IObjectCreationOperation>())
            if (creation is { Type.Name: "StreamWriter" or "BinaryWriter", Arguments: [var stream, ..] }
                && stream.Value.Type is { Name: "FileStream" or "Stream" }
                && (stream.Value.IsOwnMember() || stream.Value.Referenced() is IParameterSymbol)) return creation;
        return null;
    }

    private static Call? Flush(Body body)
    {
        foreach (var call in body.Calls)
            if (call is { Name: "Flush", Arguments.IsEmpty: true, Receiver.Type: { Name: "FileStream" } type } && type.IsFramework()) return call;
        return null;
    }

    private static bool IsDurable(Body body) =>
        body.Calls.Any(call => call.Name is "FlushToDisk" or "Fsync" or "fsync" or "FlushFileBuffers"
            || call.Name == "Flush" && call.Arguments.Any(argument => argument.IsConstant(true)))
        || body.Of<IFieldReferenceOperation>().Any(field => field.Field is { Name: "WriteThrough", ContainingType.Name: "FileOptions" });

    private static bool IsFile(Call call) => call.Owner is { Name: "File", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } };
}

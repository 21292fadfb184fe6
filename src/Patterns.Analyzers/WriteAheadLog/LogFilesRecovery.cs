using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A member that goes through the files of a folder, has the log in each of them replayed, and cuts it.</summary>
/// <param name="Body">The member.</param>
/// <param name="Replay">The call in its loop that replays.</param>
/// <param name="Cut">The call in its loop that cuts.</param>
internal sealed record LogFilesRecovery(Body Body, Call Replay, Call Cut)
{
    private const int Hops = 3;

    private static readonly Words Listing = new("GetFiles", "EnumerateFiles");

    public static LogFilesRecovery? Of(TypeFacts type)
    {
        if (!type.Words.HasAny(Listing) || ProjectLogs.Of(type.Project) is not { IsEmpty: false } logs) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Listing)) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (IsOverFiles(loop.Collection, body) && In(loop, body, logs, LogMember.Replay) is { } replay
                    && In(loop, body, logs, LogMember.Cut) is { } cut) return new(body, replay, cut);
        }
        return null;
    }

    private static bool IsOverFiles(IOperation source, Body body) =>
        source.Contains(inner => Call.From(inner) is { Name: var name, Owner: { Name: "Directory" or "DirectoryInfo" } owner } && Listing.Contains(name)
            && owner.IsFramework())
        || source.Plain().Referenced() is ILocalSymbol local && body.DeclaredValue(local) is { } value && value != source && IsOverFiles(value, body);

    private static Call? In(ILoopOperation loop, Body body, ProjectLogs logs, LogMember kind)
    {
        foreach (var call in body.Calls)
            if (loop.Body.Syntax.Span.Contains(call.Syntax.Span) && Reaches(call, body.Type.Project, logs, kind, Hops)) return call;
        return null;
    }

    private static bool Reaches(Call call, ProjectFacts project, ProjectLogs logs, LogMember kind, int hops) => call.Target is { } target
        && (logs.KindOf(target) == kind && logs.OwnerOf(target) is { } log && !OwnStore.Is(log)
            || hops > 0 && project.BodiesOf(target).Any(callee => callee.Calls.Any(inner => Reaches(inner, project, logs, kind, hops - 1))));
}

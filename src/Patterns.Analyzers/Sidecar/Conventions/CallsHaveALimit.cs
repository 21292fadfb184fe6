using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>PAT1402: a call through the companion ends, by a token or by a limit. Where there is no token to hand on, the first call of a member stands for
/// all.</summary>
internal static class CallsHaveALimit
{
    public static void Check(SidecarModel model, ConventionContext context)
    {
        if (Limits.AreBuiltIn(model.Type.Project)) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!MayCall(body, model)) continue;
            var isTold = false;
            foreach (var call in body.Calls)
            {
                if (!IsThroughSidecar(call, model) || Tokens.IsGiven(call) || Limits.IsAround(call.Operation)) continue;
                var forFix = Tokens.ForFix(call, body);
                if (forFix is null && isTold) continue;
                isTold |= forFix is null;
                context.Report(SidecarRules.CallsHaveALimit, call.Syntax.GetLocation(), ImmutableArray<Location>.Empty, forFix, body.DisplayName, call.Name);
            }
        }
    }

    private static bool MayCall(Body body, SidecarModel model) =>
        model.Type.Slots.Any(slot => body.Words.Has(slot.Name) && IsClient(slot.Type, model)) || model.Type.Words.HasAny(FrameworkMark.ClientNames)
        || model.Contact is not null;

    private static bool IsThroughSidecar(Call call, SidecarModel model) =>
        call.Name.EndsWith("Async", StringComparison.Ordinal) && !IsAboutSidecar(call.Name) && call.Receiver is { Type: { } receiver }
        && IsClient(receiver, model) && (call.Target is null || call.Target.ReturnType.IsTask() || call.Target.ReturnType.Name == "AsyncUnaryCall");

    private static bool IsClient(ITypeSymbol type, SidecarModel model) =>
        FrameworkMark.IsClient(type, model.Type) || model.Contact is not null && type.SelfAndBases().Any(self => self.Named("Grpc.Core.ClientBase"));

    private static bool IsAboutSidecar(string member) =>
        member.StartsWith("WaitFor", StringComparison.Ordinal) || member.StartsWith("Check", StringComparison.Ordinal)
        || member.StartsWith("Dispose", StringComparison.Ordinal) || member.StartsWith("Shutdown", StringComparison.Ordinal);
}

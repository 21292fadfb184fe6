using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>PAT1407: a connect that fails leaves nothing open, and the next attempt waits a little.</summary>
internal static class FailedConnectsCleanUp
{
    /// <summary>What the fix has to know: the local to dispose of.</summary>
    public const string LocalName = "local";

    private static readonly Words Connecting = new("Connect", "ConnectAsync");

    private static readonly string[] Connections =
        ["System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.WebSockets.ClientWebSocket", "System.IO.Pipes.NamedPipeClientStream"];

    public static void Check(SidecarModel model, ConventionContext context)
    {
        if (model.Role != SidecarRoles.Client || !model.Type.Words.HasAny(Connecting)) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Connecting)) continue;
            foreach (var call in body.Calls)
            {
                if (call.Name is not ("Connect" or "ConnectAsync") || call.Receiver is not { Type: { } type } || !Connections.Any(type.Named)) continue;
                if (call.ReceiverSymbol is ILocalSymbol local && IsLeaked(local, call, body))
                    Report(call, local.Name, $"'{body.DisplayName}' leaves '{local.Name}' open when '{call.Name}' fails", context);
                else if (IsTriedAgainAtOnce(call))
                    Report(call, null, $"'{body.DisplayName}' tries again at once when '{call.Name}' fails: with no companion there it only burns time",
                        context);
            }
        }
    }

    private static bool IsLeaked(ILocalSymbol local, Call connect, Body body) =>
        body.DeclaredValue(local)?.Plain() is IObjectCreationOperation && !body.Operations.Any(operation => IsUsing(operation, local))
        && !connect.Operation.Ancestors().Any(outer => outer is ITryOperation attempt && CleansUp(attempt, local));

    private static bool IsUsing(IOperation operation, ILocalSymbol local) => operation switch
    {
        IUsingDeclarationOperation declaration =>
            declaration.DeclarationGroup.Contains(inner => inner is IVariableDeclaratorOperation { Symbol: var symbol }
                && SymbolEqualityComparer.Default.Equals(symbol, local)),
        IUsingOperation block =>
            block.Resources.Contains(inner => inner is IVariableDeclaratorOperation { Symbol: var symbol }
                && SymbolEqualityComparer.Default.Equals(symbol, local)) || SymbolEqualityComparer.Default.Equals(block.Resources.Referenced(), local),
        _ => false,
    };

    /// <summary>A handler or a finally that disposes of the local, or hands it to somebody who may.</summary>
    private static bool CleansUp(ITryOperation attempt, ILocalSymbol local) =>
        attempt.Catches.Select(one => (IOperation)one.Handler).Append(attempt.Finally).Any(handler => handler is not null && handler.Mentions(local));

    private static bool IsTriedAgainAtOnce(Call connect)
    {
        if (connect.Operation.Enclosing<ITryOperation>() is not { } attempt || attempt.Enclosing<ILoopOperation>() is not { } loop
            || loop is IForEachLoopOperation || !attempt.Body.Syntax.Span.Contains(connect.Syntax.Span)) return false;
        return attempt.Catches.Any(one => !one.Handler.Contains(Leaves))
            && !loop.Contains(operation => Call.From(operation) is { Name: var name }
                && (name.Contains("Delay") || name.Contains("Sleep") || name.Contains("Wait") || name.Contains("Back")));
    }

    private static bool Leaves(IOperation operation) => operation is IThrowOperation or IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break };

    private static void Report(Call call, string? local, string message, ConventionContext context) => context.Report(
        SidecarRules.FailedConnectsCleanUp, call.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
        local is null ? null : ImmutableDictionary<string, string?>.Empty.Add(LocalName, local), message);
}

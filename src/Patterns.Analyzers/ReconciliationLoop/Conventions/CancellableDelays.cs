using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1008: the wait between two passes ends when the loop is told to end.</summary>
internal static class CancellableDelays
{
    /// <summary>What the fix has to know: the name of the token in scope.</summary>
    public const string TokenName = "token";

    private static readonly Words Delaying = new("Delay");

    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Delaying) || Token(body.Method) is not { } token) continue;
            foreach (var call in body.Calls)
                if (call is { Name: "Delay", Arguments.Length: 1, Owner: var owner } && IsAwaited(call.Operation) && owner.Named("System.Threading.Tasks.Task") && IsBetweenPasses(call.Operation))
                    context.Report(ReconciliationLoopRules.CancellableDelays, call.Syntax.GetLocation(), ImmutableArray<Location>.Empty, ImmutableDictionary<string, string?>.Empty.Add(TokenName, token.Name), body.DisplayName, token.Name);
        }
    }

    private static bool IsAwaited(IOperation delay) => delay.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Parent: IAwaitOperation };

    private static IParameterSymbol? Token(IMethodSymbol method) => method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.None && parameter.Type.Named("System.Threading.CancellationToken"));

    private static bool IsBetweenPasses(IOperation delay) =>
        delay.Enclosing<ILoopOperation>() is { LoopKind: LoopKind.While or LoopKind.For } && !delay.Ancestors().Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation);
}

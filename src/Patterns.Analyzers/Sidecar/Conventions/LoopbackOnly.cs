using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>PAT1404: the companion is told to listen on the loopback interface.</summary>
internal static class LoopbackOnly
{
    /// <summary>The addresses that stand for all interfaces, in options and in URLs.</summary>
    public static readonly Regex Everywhere = new(@"(?<![\d.])0\.0\.0\.0(?![\d.])|(?<=://)[*+](?=:)|\[::\](?=:)", RegexOptions.CultureInvariant);

    public static void Check(SidecarModel model, ConventionContext context)
    {
        if (model.Child is not { Launch: { Body: var launch } } || launch.Type != model.Type) return;
        foreach (var body in launch.Callees.Select(callee => callee.Body).Where(callee => callee.Type == model.Type).Prepend(launch).Distinct())
            foreach (var operation in body.Operations)
                if (operation is ILiteralOperation or IInterpolatedStringTextOperation && operation.Syntax is var syntax && !IsNested(operation)
                    && Listens(operation) is { } address)
                    context.Report(SidecarRules.LoopbackOnly, syntax.GetLocation(), body.DisplayName, address);
    }

    /// <summary>The literal inside the text part of an interpolated string shares its syntax.</summary>
    private static bool IsNested(IOperation operation) => operation is ILiteralOperation { Parent: IInterpolatedStringTextOperation };

    private static string? Listens(IOperation operation)
    {
        var text = OwnMachine.TextOf(operation is IInterpolatedStringTextOperation part ? part.Text : operation, new());
        return Everywhere.Match(text) is { Success: true } address ? address.Value : null;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Finds where the stamp of the oldest reader is worked out, and who is told.</summary>
internal static class Watermarks
{
    private static readonly Words Minima = new("Min", "MinBy");

    /// <summary>A minimum over the member in which readers keep their stamp.</summary>
    public static IEnumerable<(Body Body, IOperation Minimum)> Of(VersionStore store)
    {
        foreach (var start in store.Captures.Select(capture => capture.Keep.Member).Distinct<ISymbol>(SymbolEqualityComparer.Default))
            foreach (var body in Callers.Saying(store.Walk.Project, start.Name))
                if (body.Words.HasAny(Minima)
                    && body.Of<IInvocationOperation>().FirstOrDefault(call => Minima.Contains(call.TargetMethod.Name) && call.Mentions(start)) is { } minimum)
                    yield return (body, minimum);
    }

    /// <summary>The methods of this project that get the result of such code.</summary>
    public static IEnumerable<(Body Collector, IOperation Call)> Told(Body minimum)
    {
        foreach (var (caller, result, _) in Callers.Of(minimum))
            foreach (var (call, callee) in caller.Callees)
                if (callee.Type != caller.Type
                    && call.Arguments.Any(argument => argument.Syntax.Span.Contains(result.Syntax.Span)
                        || argument.Referenced() is ILocalSymbol local
                            && LocalValues.Of(caller, local).Any(value => value.Syntax.Span.Contains(result.Syntax.Span))))
                    yield return (callee, call.Operation);
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>
/// PAT0508: writes are logged before they reach the table, and nothing but the write path, the constructor and disposal ever touches the log: it is never
/// cut, rolled or marked when its table has become a run.
/// </summary>
internal static class FlushAndLogAgree
{
    private static readonly Words Files = new("FileStream", "File", "StreamWriter", "BinaryWriter", "RandomAccess", "SafeFileHandle");

    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        if (model is not { Tree: { } engine } || engine.Type != model.Type) return;
        foreach (var log in engine.Type.Slots)
        {
            if (!IsLog(log, engine) || LoggedWrites(log, engine) is not { Count: > 0 } writes) continue;
            if (engine.Type.Bodies.Any(body => !writes.Contains(body) && !IsLifetime(body) && body.Words.Has(log.Name))) continue;
            context.Report(
                LsmTreeRules.FlushAndLogAgree, engine.Swap.Site.Syntax.GetLocation(), ImmutableArray.Create(log.Symbol.Locations[0]), null,
                engine.Swap.Body.Name, engine.Buffer.Name, log.Name);
        }
    }

    /// <summary>A private member of a type of this project that writes a file.</summary>
    private static bool IsLog(Slot slot, Engine engine) =>
        slot.Symbol is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IParameterSymbol
        && !SymbolEqualityComparer.Default.Equals(slot.Symbol, engine.Buffer)
        && !SymbolEqualityComparer.Default.Equals(slot.Symbol, engine.Runs)
        && RunTypes.Concrete(slot.Type, engine.Type.Project).Any(type => engine.Type.Project.Of(type)!.Words.HasAny(Files));

    /// <summary>The bodies that give the log what they then write into the table.</summary>
    private static HashSet<Body> LoggedWrites(Slot log, Engine engine)
    {
        var bodies = new HashSet<Body>();
        foreach (var (body, site) in BufferWrites.In(engine))
            if (body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, log.Symbol) && call.Syntax.SpanStart < site.Syntax.SpanStart
                && GivesTheSame(call, site, body))) bodies.Add(body);
        return bodies;
    }

    private static bool GivesTheSame(Call call, IOperation site, Body body)
    {
        var logged = new HashSet<ISymbol>(call.Arguments.SelectMany(argument => Provenance.Of(body).Of(argument)).OfType<IParameterSymbol>(),
            SymbolEqualityComparer.Default);
        return logged.Count > 0 && body.Method.Parameters.All(parameter => !site.Mentions(parameter) || logged.Contains(parameter.OriginalDefinition));
    }

    private static bool IsLifetime(Body body) =>
        body.IsConstructor || body.Name is "Dispose" or "DisposeAsync" or "Finalize" || body.Name.EndsWith(".Dispose", StringComparison.Ordinal);
}

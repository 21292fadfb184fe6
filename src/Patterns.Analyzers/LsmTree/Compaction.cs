using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>A body that merges runs into a new one and puts it in their place: evidence 4.</summary>
/// <param name="Body">The method.</param>
/// <param name="Runs">The field, property or parameter that the runs are taken from.</param>
/// <param name="Holds">The declared type of <paramref name="Runs"/>.</param>
/// <param name="Added">Where the merged run goes in.</param>
/// <param name="Removed">Where the inputs come out.</param>
/// <param name="Kernel">The code that merges.</param>
internal sealed record Compaction(Body Body, ISymbol Runs, ITypeSymbol Holds, IOperation Added, IOperation Removed, Body Kernel)
{
    /// <summary>The compactions of a type. Binds only bodies whose text both adds to and takes out of collections.</summary>
    public static ImmutableArray<Compaction> In(TypeFacts type)
    {
        if (!type.Words.HasAny(Collections.RemovingWords) || RunTypes.In(type.Project).IsEmpty || !MergeKernel.MayBeNear(type.Words, type.Project))
            return ImmutableArray<Compaction>.Empty;
        var held = type.AllSlots.Where(slot => HoldsTables(slot.Type, type.Project)).ToList();
        return type.Bodies.Where(body => MayCompact(body, held)).SelectMany(Of).ToImmutableArray();
    }

    private static bool MayCompact(Body body, List<Slot> held) =>
        !body.IsConstructor
        && (held.Count > 0 || TakesTables(body))
        && body.Words.HasAny(Collections.RemovingWords)
        && NamesRuns(body, held)
        && MergeKernel.MayBeNear(body.Words, body.Type.Project)
        && TakesOut(body.Declaration);

    /// <summary>The type of the runs, if the code shows one: the element, or what a path is opened with.</summary>
    public INamedTypeSymbol? RunType => RunTypes.Of(this);

    /// <summary>Collections of tables that the body can name: slots of its type, and its parameters.</summary>
    private static IEnumerable<(ISymbol Symbol, ITypeSymbol Type)> Holders(Body body) => body.Type.AllSlots
        .Select(slot => (slot.Symbol, slot.Type))
        .Concat(body.Method.Parameters.Select(parameter => ((ISymbol)parameter, parameter.Type)))
        .Where(holder => HoldsTables(holder.Item2, body.Type.Project));

    private static bool HoldsTables(ITypeSymbol type, ProjectFacts project) =>
        Collections.Innermost(type) is { } element && (element.SpecialType == SpecialType.System_String || project.Of(element) is not null);

    private static bool TakesTables(Body body)
    {
        foreach (var parameter in body.Method.Parameters)
            if (HoldsTables(parameter.Type, body.Type.Project)) return true;
        return false;
    }

    /// <summary>The body names a collection of tables, and what it holds, or what it says, is a type that answers look-ups.</summary>
    private static bool NamesRuns(Body body, List<Slot> held)
    {
        var project = body.Type.Project;
        var saysRun = body.Words.HasAny(RunTypes.NamesIn(project));
        foreach (var slot in held)
            if ((saysRun || RunTypes.IsOne(Collections.Innermost(slot.Type), project)) && body.Words.Has(slot.Name)) return true;
        foreach (var parameter in body.Method.Parameters)
            if (HoldsTables(parameter.Type, project) && (saysRun || RunTypes.IsOne(Collections.Innermost(parameter.Type), project))) return true;
        return false;
    }

    private static bool TakesOut(SyntaxNode declaration)
    {
        foreach (var node in declaration.DescendantNodes())
            if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText:
                "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "Clear" or "Except" or "ExceptWith" or "Where" or "Skip" or "RemoveFirst"
                    or "RemoveLast" or "TryRemove" } }) return true;
        return false;
    }

    private static IEnumerable<Compaction> Of(Body body)
    {
        foreach (var (runs, type) in Holders(body))
        {
            if (!body.Words.Has(runs.Name)) continue;
            var provenance = Provenance.Of(body);
            var removed = body.Calls.Where(call => Collections.Removes(call) && provenance.LiesIn(call.Receiver, runs)).Select(call => call.Operation)
                .FirstOrDefault()
                ?? body.Operations.FirstOrDefault(operation => Filters(operation, runs, provenance));
            if (removed is null) continue;
            var added = body.Calls.Where(call => Adds(call, runs, provenance)).Select(call => call.Operation).FirstOrDefault()
                ?? body.Operations.FirstOrDefault(operation => Filters(operation, runs, provenance));
            if (added is null) continue;
            if (MergeKernel.Of(body) is not { } kernel) continue;
            yield return new(body, runs, type, added, removed, kernel);
        }
    }

    /// <summary>Into the runs themselves, or through a helper that gets them.</summary>
    private static bool Adds(Call call, ISymbol runs, Provenance provenance) =>
        Collections.Adds(call) && provenance.LiesIn(call.Receiver, runs)
        || call.Target is { IsStatic: true, ReturnsVoid: true } && call.Arguments.Length > 1 && provenance.LiesIn(call.Arguments[0], runs);

    /// <summary>The runs are assigned a sequence made of themselves, without some of them.</summary>
    private static bool Filters(IOperation operation, ISymbol runs, Provenance provenance) =>
        operation is ISimpleAssignmentOperation { Target: var target, Value: var value }
        && target.IsOwnMember() && SymbolEqualityComparer.Default.Equals(target.Referenced(), runs)
        && provenance.Leads(value, runs)
        && value.SelfAndDescendants()
            .Any(inner => Call.From(inner) is { Name: "Where" or "Except" or "Skip" or "RemoveAll" or "RemoveRange" or "RemoveAt" or "Remove" });
}

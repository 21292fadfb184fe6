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
    public static ImmutableArray<Compaction> In(TypeFacts type) => type.Words.HasAny(Collections.RemovingWords)
        ? type.Bodies.Where(MayCompact).SelectMany(Of).ToImmutableArray()
        : ImmutableArray<Compaction>.Empty;

    private static bool MayCompact(Body body) =>
        !body.IsConstructor && body.Words.HasAny(Collections.RemovingWords) && TakesOut(body.Declaration) && NamesRuns(body) && MergeKernel.MayBeNear(body);

    /// <summary>The type of the runs, if the code shows one: the element, or what a path is opened with.</summary>
    public INamedTypeSymbol? RunType => RunTypes.Of(this);

    /// <summary>Collections of tables that the body can name: slots of its type, and its parameters.</summary>
    private static IEnumerable<(ISymbol Symbol, ITypeSymbol Type)> Holders(Body body) => body.Type.AllSlots
        .Select(slot => (slot.Symbol, slot.Type))
        .Concat(body.Method.Parameters.Select(parameter => ((ISymbol)parameter, parameter.Type)))
        .Where(holder => Collections.Innermost(holder.Item2) is { } element && (element.SpecialType == SpecialType.System_String || body.Type.Project.Of(element) is not null));

    /// <summary>The body names a collection of tables, and what it holds, or what it says, is a type that answers look-ups.</summary>
    private static bool NamesRuns(Body body)
    {
        var project = body.Type.Project;
        return Holders(body).Where(holder => body.Words.Has(holder.Symbol.Name)).Any(holder =>
            RunTypes.IsOne(Collections.Innermost(holder.Type), project) || RunTypes.In(project).Any(run => body.Words.Has(run.Name)));
    }

    private static bool TakesOut(SyntaxNode declaration)
    {
        foreach (var node in declaration.DescendantNodes())
            if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText:
                "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "Clear" or "Except" or "ExceptWith" or "Where" or "Skip" or "RemoveFirst" or "RemoveLast" or "TryRemove" } }) return true;
        return false;
    }

    private static IEnumerable<Compaction> Of(Body body)
    {
        foreach (var (runs, type) in Holders(body))
        {
            if (!body.Words.Has(runs.Name)) continue;
            var provenance = Provenance.Of(body);
            var removed = body.Calls.Where(call => Collections.Removes(call) && provenance.LiesIn(call.Receiver, runs)).Select(call => call.Operation).FirstOrDefault()
                ?? body.Operations.FirstOrDefault(operation => Filters(operation, runs, provenance));
            if (removed is null) continue;
            var added = body.Calls.Where(call => Adds(call, runs, provenance)).Select(call => call.Operation).FirstOrDefault()
                ?? body.Operations.FirstOrDefault(operation => Filters(operation, runs, provenance));
            if (added is null) continue;
            if (MergeKernel.Near(body).FirstOrDefault() is not { } kernel) continue;
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
        && value.SelfAndDescendants().Any(inner => Call.From(inner) is { Name: "Where" or "Except" or "Skip" or "RemoveAll" or "RemoveRange" or "RemoveAt" or "Remove" });
}

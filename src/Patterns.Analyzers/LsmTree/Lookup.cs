using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>A question that a method passes on to a table: a call that gets one of the method's parameters, the key.</summary>
/// <param name="Body">The method whose parameter is the key.</param>
/// <param name="Site">Where that method asks: the call of the table, or of the helper that calls it.</param>
/// <param name="Call">The call of the table.</param>
/// <param name="Asks">The body that calls the table: <paramref name="Body"/> or the helper.</param>
/// <param name="Key">The parameter.</param>
/// <param name="Sources">The members that the table is read out of, innermost and outermost.</param>
/// <param name="Loop">The loop over tables, or the query, that the call stands in, if any.</param>
/// <param name="EndsSearch">True when a hit ends the search.</param>
internal sealed record Lookup(
    Body Body, IOperation Site, Call Call, Body Asks, ISymbol Key, HashSet<ISymbol> Sources, IOperation? Loop, bool EndsSearch)
{
    /// <summary>A search through several tables is a loop, or a query.</summary>
    public static readonly Words Loops = new("foreach", "for", "while", "Select", "FirstOrDefault", "First", "Any");

    /// <summary>The questions that a body asks itself or through a searching helper one call away, in the order of the text.</summary>
    public static ImmutableArray<Lookup> Of(Body body) =>
        body.Type.Project.GetOrAdd((nameof(Lookup), body, nameof(Of)),
            () => Own(body).Concat(ThroughHelpers(body)).OrderBy(lookup => lookup.Site.Syntax.SpanStart).ToImmutableArray());

    private static ImmutableArray<Lookup> Own(Body body) =>
        body.Type.Project.GetOrAdd((nameof(Lookup), body, nameof(Own)), () => body.Calls.Select(call => From(call, body)).OfType<Lookup>().ToImmutableArray());

    private static IEnumerable<Lookup> ThroughHelpers(Body body)
    {
        foreach (var (call, helper) in body.Callees)
        {
            if (helper.Method.Parameters.Length == 0 || !helper.Words.HasAny(Loops) || KeyOf(call, body) is not { } key) continue;
            var reached = Provenance.Of(body).Of(call.Receiver);
            foreach (var inner in Own(helper))
            {
                if (inner.Key is not IParameterSymbol { Ordinal: var ordinal } || !PassesKey(call, ordinal, key.Argument)) continue;
                var sources = new HashSet<ISymbol>(inner.Sources.Concat(reached), SymbolEqualityComparer.Default);
                yield return inner with { Body = body, Site = call.Operation, Key = key.Parameter, Sources = sources };
            }
        }
    }

    private static Lookup? From(Call call, Body body)
    {
        if (call.IsDelegate || IsNoQuestion(call) || KeyOf(call, body) is not { } key) return null;
        var provenance = Provenance.Of(body);
        var sources = provenance.Of(call.Receiver);
        foreach (var argument in call.Arguments)
            if (argument != key.Argument && !IsAnswer(argument, call)) sources.UnionWith(provenance.Of(argument));
        sources.RemoveWhere(symbol => symbol is IParameterSymbol parameter && IsParameterOf(parameter, body));
        if (sources.Count == 0) return null;
        return new(body, call.Operation, call, body, key.Parameter, sources, LoopAround(call.Operation), HitEndsSearch.After(call, body));
    }

    /// <summary>The first argument that is made of parameters alone.</summary>
    private static (IOperation Argument, IParameterSymbol Parameter)? KeyOf(Call call, Body body)
    {
        if (body.Method.Parameters.Length == 0) return null;
        foreach (var argument in call.Arguments)
        {
            if (argument is IAnonymousFunctionOperation or IObjectCreationOperation or IDeclarationExpressionOperation) continue;
            var origin = Provenance.Of(body).Of(argument);
            if (origin.Count > 0
                && origin.All(symbol => symbol is IParameterSymbol parameter && IsParameterOf(parameter, body) && parameter.RefKind != RefKind.Out))
                return (argument, body.Method.Parameters.First(origin.Contains));
        }
        return null;
    }

    private static bool IsAnswer(IOperation argument, Call call) =>
        call.Operation is IInvocationOperation invocation
        && invocation.Arguments.Any(passed => passed.Parameter?.RefKind == RefKind.Out && passed.Syntax.Span.Contains(argument.Syntax.Span));

    private static bool IsParameterOf(IParameterSymbol parameter, Body body) =>
        body.Method.Parameters.Any(own => SymbolEqualityComparer.Default.Equals(own.OriginalDefinition, parameter.OriginalDefinition));

    private static bool PassesKey(Call call, int ordinal, IOperation key)
    {
        if (call.Operation is not IInvocationOperation invocation) return false;
        foreach (var argument in invocation.Arguments)
            if (argument.Parameter?.Ordinal == ordinal && argument.Value.Plain() == key) return true;
        return false;
    }

    /// <summary>A comparison of the key asks no table, and neither does a change.</summary>
    private static bool IsNoQuestion(Call call) =>
        Collections.Adds(call) || Collections.Removes(call) ||
        call.Target is { ReturnType.SpecialType: SpecialType.System_Int32 or SpecialType.System_Void }
        || call.Name is "Equals" or "SequenceEqual" or "ReferenceEquals" or "StartsWith"
        || call.Owner is { SpecialType: SpecialType.System_String };

    private static IOperation? LoopAround(IOperation operation)
    {
        foreach (var outer in operation.Ancestors())
        {
            if (outer is IForEachLoopOperation or IForLoopOperation) return outer;
            if (outer is IAnonymousFunctionOperation function)
                return function.Ancestors().OfType<IInvocationOperation>()
                    .FirstOrDefault(host => host.TargetMethod.ContainingType.Name is "Enumerable" or "ParallelEnumerable");
            if (outer is IWhileLoopOperation { Condition: not ILiteralOperation } loop && loop.Condition?.Kind != OperationKind.Literal
                && MovesOn(loop, operation)) return loop;
            if (outer is ILocalFunctionOperation) return null;
        }
        return null;
    }

    /// <summary>A retry asks the same table again; a walk along a chain asks another one in each turn.</summary>
    private static bool MovesOn(IWhileLoopOperation loop, IOperation call)
    {
        foreach (var reference in call.SelfAndDescendants().OfType<ILocalReferenceOperation>())
            if (loop.Body.Contains(inner => inner is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }
                && SymbolEqualityComparer.Default.Equals(target.Local, reference.Local))) return true;
        return false;
    }
}

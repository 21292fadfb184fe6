using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>Code that puts the parts of something, collects their addresses, and puts what it collected: a manifest, a tree.</summary>
/// <param name="Body">The code.</param>
/// <param name="Part">The put of a part, in a loop.</param>
/// <param name="Whole">The put of the whole.</param>
internal sealed record Composer(Body Body, Call Part, Call Whole)
{
    private static readonly Words Loops = new("for", "foreach", "while", "do");

    /// <summary>True when the type loops and holds something that may store by digest. Binds nothing.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Loops) && type.Slots.Any(slot => MayStore(slot.Type, type.Project));

    public static Composer? In(TypeFacts type)
    {
        var puts = new Words(type.Slots.SelectMany(slot => StoresOf(slot.Type, type.Project)).SelectMany(PutNames).Distinct().ToArray());
        foreach (var body in type.Bodies)
            if (body.Words.HasAny(Loops) && body.Words.HasAny(puts) && In(body) is { } composer) return composer;
        return null;
    }

    private static Composer? In(Body body)
    {
        var puts = body.Calls.Where(call => IsPut(call, body)).ToList();
        if (puts.Count < 2) return null;
        foreach (var part in puts)
        {
            if (part.Operation.Enclosing<ILoopOperation>() is not { } loop || part.Operation.GivenTo() is not { } address || !IsCollected(address, loop)) continue;
            foreach (var whole in puts)
                if (!loop.Syntax.Span.Contains(whole.Syntax.Span) && whole.Syntax.SpanStart > part.Syntax.SpanStart) return new(body, part, whole);
        }
        return null;
    }

    private static bool IsPut(Call call, Body body) =>
        call.Target is { } target && !SymbolEqualityComparer.Default.Equals(target.ContainingType, body.Method.ContainingType)
        && body.Type.Project.BodiesOf(target).Any(callee => Put.Of(callee) is { Address: not null });

    private static bool IsCollected(ISymbol address, ILoopOperation loop) => loop.SelfAndDescendants().Any(inner =>
        Call.From(inner) is { } call && ContentVerbs.LeavesBehind(call.Name) && call.Arguments.Any(argument => argument.Mentions(address))
        || inner is ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: false } } assignment && assignment.Value.Mentions(address));

    private static bool MayStore(ITypeSymbol type, ProjectFacts project) => StoresOf(type, project).Any();

    /// <summary>A type of the project that may compute digests, or those behind a contract.</summary>
    private static IEnumerable<TypeFacts> StoresOf(ITypeSymbol type, ProjectFacts project)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class } named || project.Of(named) is not { } facts) return Enumerable.Empty<TypeFacts>();
        var implementations = named.IsContract() ? project.ImplementationsOf(named).Select(project.Of).OfType<TypeFacts>() : Enumerable.Empty<TypeFacts>();
        return implementations.Prepend(facts).Where(HashSites.Of(project).MayHash);
    }

    /// <summary>The names under which others call what may be a put. Binds nothing.</summary>
    private static IEnumerable<string> PutNames(TypeFacts store) => store.SelfAndSourceBases.SelectMany(type => type.Bodies).Where(Put.MayBe).Select(body => body.DisplayName);
}

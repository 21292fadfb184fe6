using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A method that gives one item to several kinds of passes, one after the other, and goes on each time with what the pass answered.</summary>
/// <param name="Body">The method.</param>
/// <param name="Item">The variable that carries the item.</param>
/// <param name="Passes">One call for each kind, in order.</param>
internal sealed record PassSequence(Body Body, ISymbol Item, ImmutableArray<Call> Passes)
{
    private const int Few = 4;

    /// <summary>A method takes and answers the same kind of item. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(MayBe);

    public static PassSequence? In(TypeFacts type) => type.Bodies.Where(body => MayBe(body.Method)).Select(In).FirstOrDefault(found => found is not null);

    private static bool MayBe(IMethodSymbol method) => IsItem(method.ReturnType.Awaited())
        && method.Parameters.Any(parameter => Derivation.Same(parameter.Type, method.ReturnType.Awaited()));

    /// <summary>Something that somebody defined to be worked on: no text, nothing of a framework, and nothing that only acts.</summary>
    private static bool IsItem(ITypeSymbol item) => item is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct }
        && Stages.IsItem(item) && !item.IsFramework() && !Stages.IsSystem(item)
        && !(Stages.IsContract(item) && item.GetMembers().All(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary }));

    private static PassSequence? In(Body body)
    {
        var passes = new Dictionary<ISymbol, List<Call>>(SymbolEqualityComparer.Default);
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
        {
            if (assignment.Target.Referenced() is not { } item || !IsVariable(item) || !Derivation.Same(item.HeldType(), body.Method.ReturnType.Awaited()))
                continue;
            if (Call.From(assignment.Value.Plain()) is not { Owner: { } owner } pass || !Takes(pass, item) || !IsPass(pass, owner, item, body)) continue;
            if (!passes.TryGetValue(item, out var found)) passes.Add(item, found = new());
            if (found.All(other => !Derivation.Same(other.Owner!.OriginalDefinition, owner.OriginalDefinition))) found.Add(pass);
        }
        foreach (var line in passes)
            if (line.Value.Count >= Few) return new(body, line.Key, line.Value.ToImmutableArray());
        return null;
    }

    private static bool IsVariable(ISymbol item) => item is ILocalSymbol or IParameterSymbol { RefKind: RefKind.None };

    private static bool Takes(Call pass, ISymbol item) => pass.Arguments.Any(argument => Derivation.Same(argument.Referenced(), item));

    /// <summary>A type of its own does it; not the item, nor the type at hand, nor one that fulfils what the item is.</summary>
    private static bool IsPass(Call pass, INamedTypeSymbol owner, ISymbol item, Body body) =>
        pass.Target!.MethodKind is MethodKind.Ordinary && !owner.IsFramework() && !Stages.IsSystem(owner)
        && !Derivation.Same(pass.ReceiverSymbol, item) && !body.Type.Symbol.Is(owner) && !Derivation.Same(owner, item.HeldType());
}

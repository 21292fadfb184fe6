using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A state machine of a library that a type configures: of Stateless, or of Appccelerate.</summary>
/// <param name="Library">The library.</param>
/// <param name="Holder">The slot that holds it; null for one that lives in a method.</param>
/// <param name="Configurations">The calls that configure its states.</param>
internal sealed record StateEngine(string Library, ISymbol? Holder, IReadOnlyList<IOperation> Configurations)
{
    private const int Arity = 2;

    private static readonly ImmutableArray<Kind> Kinds = ImmutableArray.Create(
        new Kind("Stateless", "StateMachine", "Configure", "Stateless"),
        new Kind("Appccelerate", "StateMachineDefinitionBuilder", "In", "Appccelerate.StateMachine.Machine", "Appccelerate.StateMachine.AsyncMachine"));

    public static bool MayBeIn(TypeFacts type) => Kinds.Any(kind => kind.MayBeIn(type));

    public static StateEngine? In(TypeFacts type) =>
        Kinds.Where(kind => kind.MayBeIn(type)).Select(kind => kind.In(type)).FirstOrDefault(engine => engine is not null);

    /// <summary>A library.</summary>
    /// <param name="Library">Its name.</param>
    /// <param name="Engine">The type that is configured, without its arity.</param>
    /// <param name="Verb">The member that configures a state.</param>
    /// <param name="Spaces">The namespaces of the type.</param>
    private sealed record Kind(string Library, string Engine, string Verb, params string[] Spaces)
    {
        private readonly Words gate = new(Verb);
        private readonly Words construction = new(Engine);

        public bool MayBeIn(TypeFacts type) =>
            type.Words.HasAny(gate) && (type.Slots.Any(slot => IsEngine(slot.Type, type)) || type.Words.HasAny(construction) && Spaces.Any(type.SeesNamespace));

        public StateEngine? In(TypeFacts type)
        {
            var configurations = type.Bodies.Where(body => body.Words.HasAny(gate))
                .SelectMany(body => body.Calls)
                .Where(call => call.Name == Verb && call.Receiver?.Type is { } engine && IsEngine(engine, type))
                .ToList();
            if (configurations.Count == 0) return null;
            var holder = type.AllSlots.FirstOrDefault(slot => IsEngine(slot.Type, type));
            return new(Library, holder?.Symbol, configurations.ConvertAll(call => call.Operation));
        }

        private bool IsEngine(ITypeSymbol type, TypeFacts seenFrom) => type is INamedTypeSymbol { TypeKind: TypeKind.Error }
            ? type is INamedTypeSymbol { Arity: Arity } && type.Name == Engine && Spaces.Any(seenFrom.SeesNamespace)
            : type.SelfAndBases().Any(self => self.Arity == Arity && self.Name == Engine && Spaces.Any(space => self.Named($"{space}.{Engine}`{Arity}")));
    }
}

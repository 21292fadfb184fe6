using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A state machine of the library Stateless that a type configures.</summary>
/// <param name="Holder">The slot that holds it; null for one that lives in a method.</param>
/// <param name="Configurations">The calls that configure its states.</param>
internal sealed record StateEngine(ISymbol? Holder, IReadOnlyList<IOperation> Configurations)
{
    private const string Space = "Stateless";
    private const string EngineName = "StateMachine";
    private const int Arity = 2;
    private static readonly Words Gate = new("Configure");
    private static readonly Words Construction = new(EngineName);

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Gate) && (type.Slots.Any(slot => IsEngine(slot.Type, type)) || type.Words.HasAny(Construction) && type.SeesNamespace(Space));

    public static StateEngine? In(TypeFacts type)
    {
        if (!MayBeIn(type)) return null;
        var configurations = type.Bodies.Where(body => body.Words.HasAny(Gate))
            .SelectMany(body => body.Calls)
            .Where(call => call.Name == "Configure" && call.Receiver?.Type is { } engine && IsEngine(engine, type))
            .ToList();
        if (configurations.Count == 0) return null;
        var holder = type.AllSlots.FirstOrDefault(slot => IsEngine(slot.Type, type));
        return new(holder?.Symbol, configurations.ConvertAll(call => call.Operation));
    }

    public static bool IsEngine(ITypeSymbol type, TypeFacts seenFrom) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Error, Name: EngineName, Arity: Arity } => seenFrom.SeesNamespace(Space),
        _ => type.SelfAndBases().Any(self => self is { Name: EngineName, Arity: Arity } && self.Named("Stateless.StateMachine`2")),
    };
}

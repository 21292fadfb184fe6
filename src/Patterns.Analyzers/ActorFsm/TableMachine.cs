using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A machine in a table: a map from state and event together, or from state to what its events lead to, is asked with the current state, and the
/// answer becomes the next one.</summary>
internal static class TableMachine
{
    private const int Pair = 2;
    private static readonly Words Lookups = new("TryGetValue", "GetValueOrDefault", "GetValueRefOrNullRef", "ContainsKey");

    public static bool MayBeIn(TypeFacts type) => type.AllSlots.Any(slot => Table.Of(slot, type.Project) is { } table && States(type, table).Any());

    public static Machine? In(TypeFacts type)
    {
        foreach (var slot in type.AllSlots)
        {
            if (Table.Of(slot, type.Project) is not { } table) continue;
            foreach (var state in States(type, table))
                if ((table.IsNested ? Nested(type, table, state) : Flat(type, table, state)) is { } machine) return machine;
        }
        return null;
    }

    /// <summary>What a table may be asked with: a member that changes and has the type of a part of its key.</summary>
    private static IEnumerable<ISymbol> States(TypeFacts type, Table table)
    {
        foreach (var member in type.Symbol.GetMembers())
        {
            var held = member switch
            {
                IFieldSymbol { IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false } field => field.Type,
                IPropertySymbol { IsIndexer: false, SetMethod: { IsInitOnly: false } } property => property.Type,
                _ => null,
            };
            if (held is not null && IsStateType(held) && table.Key.Any(part => SymbolEqualityComparer.Default.Equals(part, held))) yield return member;
        }
    }

    private static bool IsStateType(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter
        || type.SpecialType == SpecialType.None && !type.IsFramework() && type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface;

    private static Machine? Flat(TypeFacts type, Table table, ISymbol state)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(table.Slot.Name) || !body.Words.Has(state.Name)) continue;
            if (LookUp(body, table.Slot.Symbol) is not { } lookUp || !AsksWith(lookUp.Key, state, body)) continue;
            if (Moves(body, state).FirstOrDefault() is not { } move) continue;
            return Describe(type, table, state, body, lookUp.Site, move, isCertain: true);
        }
        return null;
    }

    /// <summary>A body that is given an event, asks the table for the current state's entry, itself or through a method that it gives the state to, and moves
    /// the state on.</summary>
    private static Machine? Nested(TypeFacts type, Table table, ISymbol state)
    {
        foreach (var body in type.Bodies)
        {
            if (body.IsConstructor || !body.Words.Has(state.Name)
                || !body.Method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, table.Key[1]))) continue;
            if (Moves(body, state).FirstOrDefault(move => !IsGiven(move.Value, body)) is not { } move || Entry(body, table, state) is not { } entry) continue;
            return Describe(type, table, state, body, entry, move, isCertain: true);
        }
        return null;
    }

    /// <summary>A body that is given the next state itself chooses none.</summary>
    private static bool IsGiven(IOperation value, Body body) =>
        value.Plain() is IParameterReferenceOperation { Parameter: var parameter } && body.Method.Parameters.Contains(parameter);

    private static IOperation? Entry(Body body, Table table, ISymbol state)
    {
        if (LookUp(body, table.Slot.Symbol) is { } lookUp && AsksWith(lookUp.Key, state, body)) return lookUp.Site;
        foreach (var (call, callee) in body.Callees)
            if (callee.Words.Has(table.Slot.Name) && call.Arguments.Any(argument => AsksWith(argument, state, body))
                && LookUp(callee, table.Slot.Symbol) is { } inside) return inside.Site;
        return null;
    }

    private static Machine Describe(TypeFacts type, Table table, ISymbol state, Body body, IOperation lookUp, IOperation move, bool isCertain)
    {
        var messages = body.Method.Parameters.Any(parameter => parameter.Type.TypeKind is TypeKind.Class or TypeKind.Interface && !parameter.Type.IsFramework()
            && !SymbolEqualityComparer.Default.Equals(parameter.Type, type.Symbol));
        return new(state, body, messages || EventQueue.IsIn(type), isCertain, ImmutableArray.Create(
            Evidence.At(lookUp, $"'{table.Slot.Name}' says what follows on '{state.Name}'" + (table.IsNested ? " for each event" : " and an event")),
            Evidence.At(move, $"'{body.DisplayName}' moves it on")));
    }

    private static (IOperation Site, IOperation Key)? LookUp(Body body, ISymbol slot)
    {
        foreach (var operation in body.Operations)
            switch (operation)
            {
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map, Arguments: { Length: > 0 } arguments }
                    when SymbolEqualityComparer.Default.Equals(map.Referenced(), slot)
                        && operation.Parent is not IAssignmentOperation { Target: IPropertyReferenceOperation }:
                    return (operation, arguments[0].Value);
                case IInvocationOperation or IInvalidOperation
                    when Call.From(operation) is { Arguments.Length: > 0 } call && Lookups.Contains(call.Name)
                        && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot):
                    return (operation, call.Arguments[0]);
            }
        return null;
    }

    private static bool AsksWith(IOperation key, ISymbol state, Body body)
    {
        if (key.Mentions(state)) return true;
        return key.Plain() is ILocalReferenceOperation { Local: var local }
            && body.Of<IVariableDeclaratorOperation>()
                .Any(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, local)
                    && declared.GetVariableInitializer()?.Value.Mentions(state) == true);
    }

    /// <summary>Assignments, in the body or one call away, of a state that the code does not name.</summary>
    private static IEnumerable<ISimpleAssignmentOperation> Moves(Body body, ISymbol state) =>
        body.Operations
            .Concat(body.Callees.Where(callee => callee.Body.Type == body.Type && !callee.Body.IsConstructor).SelectMany(callee => callee.Body.Operations))
        .OfType<ISimpleAssignmentOperation>()
        .Where(assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), state) && !assignment.Value.ConstantValue.HasValue);

    /// <summary>A map whose key holds a state.</summary>
    /// <param name="Slot">The map.</param>
    /// <param name="Key">The parts of its key; for a map of maps, of both keys.</param>
    /// <param name="IsNested">True for a map of maps, or of objects that hold a map.</param>
    private sealed record Table(Slot Slot, ImmutableArray<ITypeSymbol> Key, bool IsNested)
    {
        public static Table? Of(Slot slot, ProjectFacts project)
        {
            if (Map(slot.Type) is not { TypeArguments: { Length: 2 } arguments }) return null;
            if (Parts(arguments[0], project) is { Length: >= Pair } parts) return new(slot, parts, IsNested: false);
            var inner = Map(arguments[1]) ?? project.Of(arguments[1])?.Slots.Select(one => Map(one.Type)).FirstOrDefault(map => map is not null);
            return inner is null || !IsStateType(arguments[0]) ? null : new(slot, ImmutableArray.Create(arguments[0], inner.TypeArguments[0]), IsNested: true);
        }

        private static ImmutableArray<ITypeSymbol> Parts(ITypeSymbol key, ProjectFacts project) => key switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(element => element.Type).ToImmutableArray(),
            _ when project.Of(key) is { Symbol.TypeKind: TypeKind.Class or TypeKind.Struct } declared =>
                (declared.Symbol.IsRecord ? Properties(declared.Symbol) : declared.Slots.Select(slot => slot.Type)).ToImmutableArray(),
            _ => ImmutableArray<ITypeSymbol>.Empty,
        };

        private static IEnumerable<ITypeSymbol> Properties(INamedTypeSymbol record) =>
            record.GetMembers().OfType<IPropertySymbol>().Where(property => !property.IsImplicitlyDeclared || property.Locations.Length > 0)
            .Where(property => property.Name != "EqualityContract").Select(property => property.Type);

        private static INamedTypeSymbol? Map(ITypeSymbol type) =>
            type is INamedTypeSymbol { Name: "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "ConcurrentDictionary" or "FrozenDictionary"
                or "ImmutableDictionary" or "SortedDictionary", TypeArguments.Length: 2 } map ? map : null;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>The types around a group that do not touch its term: the shell that swaps role objects, hosts, state machines and proposers.</summary>
internal static class RaftSurroundings
{
    private const int SwappedRoles = 2;

    public static RaftModel? Of(TypeFacts type, RaftGroups groups) =>
        Shell(type, groups) ?? RoleFront.Of(type, groups) ?? Host(type, groups) ?? RaftStores.Of(type, groups) ?? StateMachine(type, groups)
        ?? Proposer(type, groups);

    /// <summary>A node that is one role object after another.</summary>
    private static RaftModel? Shell(TypeFacts type, RaftGroups groups)
    {
        foreach (var slot in type.Slots)
        {
            if (!slot.Type.IsContract() || !groups.IsMemberOrContract(slot.Type)) continue;
            var made = type.Bodies.SelectMany(body => body.Of<IObjectCreationOperation>())
                .Where(creation => groups.Find(creation.Type) is not null && type.Project.ImplementationsOf(slot.Type).Any(role => role.IsSame(creation.Type)))
                .GroupBy(creation => creation.Type, SymbolEqualityComparer.Default).Select(role => role.First()).ToList();
            if (made.Count < SwappedRoles) continue;
            var because = made.Select(creation => Evidence.At(creation, $"'{slot.Name}' becomes a '{creation.Type!.Name}'"));
            var member = groups.Find(made[0].Type)!;
            return new(type, RaftRoles.Node, member.Confidence, RaftVariants.Of(member, groups), because.ToImmutableArray());
        }
        return null;
    }

    private static RaftModel? Host(TypeFacts type, RaftGroups groups)
    {
        if (RaftHosts.Of(groups).FirstOrDefault(one => one.Type == type) is not { } host) return null;
        return new(type, RaftRoles.Host, Confidence.Medium, RaftVariants.OfHost(host), ImmutableArray.Create(
            Evidence.At(host.Map.Symbol, $"'{host.Map.Name}' holds a group for each key"),
            Evidence.At(host.Route, "a message is handed to the group that it names")));
    }

    /// <summary>The code that a group applies entries to: it can also write down what it holds and take it back.</summary>
    private static RaftModel? StateMachine(TypeFacts type, RaftGroups groups)
    {
        foreach (var contract in type.Symbol.AllInterfaces)
        {
            if (type.Project.Of(contract) is null || ApplyCall(contract, groups) is not { } apply) continue;
            return new(type, RaftRoles.StateMachine, Confidence.Medium, ReferenceProjects.Consul, ImmutableArray.Create(
                Evidence.At(apply.Operation, $"'{apply.Body.Method.ContainingType.Name}' gives entries of its log to '{apply.Method.Name}'"),
                Evidence.At(type.Symbol, "it can save what it holds and take it back")));
        }
        return null;
    }

    /// <summary>Where the groups apply entries through a contract that can save and restore what it holds.</summary>
    private static (Body Body, IOperation Operation, IMethodSymbol Method)? ApplyCall(INamedTypeSymbol contract, RaftGroups groups) =>
        groups.Project.GetOrAdd((nameof(ApplyCall), contract), () =>
    {
        var entries = EntriesOf(groups);
        return SavesAndRestores(contract, entries) ? ApplyCall(contract, entries, groups) : null;
    });

    private static ImmutableHashSet<ISymbol> EntriesOf(RaftGroups groups) => groups.Project.GetOrAdd(nameof(EntriesOf), () =>
        groups.Members.SelectMany(member => TermLog.EntryTypes(member.Type)).ToImmutableHashSet(SymbolEqualityComparer.Default));

    private static bool SavesAndRestores(INamedTypeSymbol contract, ImmutableHashSet<ISymbol> entries)
    {
        var methods = contract.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary).ToList();
        return methods.Any(save => save.Parameters.All(parameter => parameter.Type.Name == "CancellationToken") && IsImage(save.ReturnType.Awaited())
            && !entries.Contains(save.ReturnType.Awaited().OriginalDefinition)
            && methods.Any(restore => !save.IsSame(restore)
                && restore.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, save.ReturnType.Awaited()))));
    }

    /// <summary>Bytes, a stream or an object of its own: what a whole state can be written to.</summary>
    private static bool IsImage(ITypeSymbol type) =>
        type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } or { SpecialType: SpecialType.System_String }
        or INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct, Name: not "Task" and not "ValueTask" };

    private static (Body Body, IOperation Operation, IMethodSymbol Method)? ApplyCall(INamedTypeSymbol contract, ImmutableHashSet<ISymbol> entries,
        RaftGroups groups)
    {
        foreach (var member in groups.Members)
            foreach (var body in member.Type.Bodies)
                foreach (var call in body.Of<IInvocationOperation>())
                    if (call.TargetMethod.ContainingType.IsSame(contract) && call.Arguments.Any(argument => ComesFromEntry(argument.Value, entries)))
                        return (body, call, call.TargetMethod);
        return null;
    }

    private static bool ComesFromEntry(IOperation value, ImmutableHashSet<ISymbol> entries) => value.Plain() switch
    {
        IMemberReferenceOperation { Instance.Type: { } owner } => entries.Contains(owner.OriginalDefinition),
        { Type: { } type } => entries.Contains(type.OriginalDefinition),
        _ => false,
    };

    /// <summary>A type that puts changes to a group, and acts on them itself once the group has agreed.</summary>
    private static RaftModel? Proposer(TypeFacts type, RaftGroups groups)
    {
        var nodes = type.Slots.Where(slot => groups.IsMemberOrContract(slot.Type)).ToList();
        if (nodes.Count == 0) return null;
        foreach (var body in type.Bodies)
        {
            if (body.IsConstructor || !nodes.Any(node => body.Words.Has(node.Name))) continue;
            foreach (var proposal in body.Calls)
            {
                if (proposal.Target is null || !nodes.Any(node => node.Symbol.IsSame(proposal.ReceiverSymbol)) || !Proposes(proposal.Target, groups)) continue;
                if (body.Operations.FirstOrDefault(operation => ChangesState(operation)
                    && operation.Syntax.SpanStart > proposal.Syntax.Span.End) is not { } change) continue;
                return new(type, RaftRoles.StateMachine, Confidence.Medium, ReferenceProjects.Dgraph, ImmutableArray.Create(
                    Evidence.At(proposal.Operation, $"'{body.DisplayName}' proposes a change by '{proposal.Name}'"),
                    Evidence.At(change, "it changes its own state afterwards")));
            }
        }
        return null;
    }

    private static bool Proposes(IMethodSymbol method, RaftGroups groups) => groups.Project.BodiesOf(method).Any(body =>
        groups.Find(body.Method.ContainingType) is { } member && member.Parts.Stamps.Any(stamp => body.Declaration.Contains(stamp.Syntax)
            || body.Callees.Any(callee => callee.Body.Declaration.Contains(stamp.Syntax))));

    private static bool ChangesState(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } } => map.IsOwnMember(),
        ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment => assignment.Target.IsOwnMember(),
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Remove" or "Enqueue", Instance: { } collection } => collection.IsOwnMember(),
        _ => false,
    };
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>A node that hands the messages that arrive to the role that it plays now, whoever makes and swaps the roles.</summary>
internal static class RoleFront
{
    private const int Roles = 2;
    private const int Messages = 2;

    public static RaftModel? Of(TypeFacts type, RaftGroups groups)
    {
        var contracts = Contracts(groups);
        if (contracts.IsEmpty || type.Symbol.TypeKind != TypeKind.Class) return null;
        var handed = type.Bodies.SelectMany(body => Handed(body, contracts)).GroupBy(call => call.Name).Select(calls => calls.First())
            .Where(call => IsFenced(call.Target!, groups)).ToList();
        if (handed.Count < Messages) return null;
        var member = groups.Members.First(one => type.Project.ImplementationsOf(handed[0].Owner!).Any(role => role.IsSame(one.Type.Symbol)));
        return new(type, RaftRoles.Node, member.Confidence, RaftVariants.Of(member, groups),
            handed.Select(call => Evidence.At(call.Operation, $"what arrives goes to '{call.Name}' of the present '{call.Owner!.Name}'")).ToImmutableArray());
    }

    /// <summary>The contracts that several members of a group fill in: its roles.</summary>
    private static ImmutableArray<INamedTypeSymbol> Contracts(RaftGroups groups) => groups.Project.GetOrAdd(nameof(RoleFront), () => groups.Members
        .SelectMany(member => member.Type.Symbol.AllInterfaces.Concat(member.Type.Symbol.SelfAndBases().Skip(1).Where(parent => parent.IsAbstract)))
        .Select(contract => contract.OriginalDefinition)
        .Where(contract => groups.Project.Of(contract) is not null)
        .GroupBy<INamedTypeSymbol, ISymbol>(contract => contract, SymbolEqualityComparer.Default)
        .Where(filled => filled.Count() >= Roles).Select(filled => filled.First()).ToImmutableArray());

    /// <summary>Calls of a role that are given what the method was given.</summary>
    private static IEnumerable<Call> Handed(Body body, ImmutableArray<INamedTypeSymbol> contracts)
    {
        if (body.IsConstructor || body.Method.Parameters is not [var message, ..] || !contracts.Any(contract => MaySay(body, contract)))
            return Enumerable.Empty<Call>();
        return body.Calls.Where(call => call.Owner is { } owner && contracts.Any(contract => contract.IsSame(owner))
            && call.Arguments.Any(argument => message.IsSame(argument.Referenced())));
    }

    private static bool MaySay(Body body, INamedTypeSymbol contract) =>
        contract.GetMembers().Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } && body.Words.Has(member.Name));

    /// <summary>True for a method in which a role holds the term of the message against its own.</summary>
    private static bool IsFenced(IMethodSymbol method, RaftGroups groups) => groups.Project.BodiesOf(method).Any(body =>
        groups.Find(body.Type.Symbol) is { } role && !TermUse.Of(body, role.Parts.Term).Fences.IsEmpty);
}

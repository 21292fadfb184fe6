using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>Nodes that name the nodes they depend on: what those produced goes into the node's work, and what the work answers is kept for the nodes that come
/// after.</summary>
/// <param name="Body">The method that runs a node.</param>
/// <param name="Work">The call that does the node's work.</param>
/// <param name="Upstream">The member of a node that holds the nodes it depends on.</param>
/// <param name="Output">The member of a node that holds what it produced.</param>
internal sealed record TaskGraph(Body Body, Call Work, ISymbol Upstream, ISymbol Output)
{
    /// <summary>The type is a node, or names one and its list. Words and symbols only.</summary>
    public static bool MayStandIn(TypeFacts type) => NodesNamedIn(type).Any();

    /// <inheritdoc cref="MayStandIn(TypeFacts)"/>
    public static bool MayStandIn(Body body) =>
        NodesNamedIn(body.Type).Any(node => IsNode(body.Type.Symbol) || UpstreamsOf(node).Any(upstream => body.Words.Has(upstream.Name)));

    /// <summary>A node has work of its own, and knows the nodes before it. No binding.</summary>
    public static bool IsNode(INamedTypeSymbol type) => UpstreamsOf(type).Any() && HoldsWork(type);

    public static TaskGraph? In(Body body)
    {
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
        {
            if (assignment.Target
                .Plain() is not IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: { Type: INamedTypeSymbol node } } target)
                continue;
            if (!Stages.IsItem(target.Type) || !NodesOf(body.Type.Project).Contains(node.OriginalDefinition, SymbolEqualityComparer.Default)) continue;
            foreach (var upstream in UpstreamsOf(node))
                if (WorkOf(assignment, target.Member, upstream, body) is { } work) return new(body, work, upstream, target.Member);
        }
        return null;
    }

    private static IEnumerable<INamedTypeSymbol> NodesNamedIn(TypeFacts type) =>
        NodesOf(type.Project).Where(node => Derivation.Same(node, type.Symbol) || type.Words.Has(node.Name));

    private static ImmutableArray<INamedTypeSymbol> NodesOf(ProjectFacts project) => project.GetOrAdd(
        nameof(TaskGraph), () => project.Types.Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct && IsNode(type)).ToImmutableArray());

    private static bool HoldsWork(INamedTypeSymbol node) => node.GetMembers().Any(member =>
        TypeOf(member) is { } type && (type.TypeKind == TypeKind.Delegate || Stages.IsContract(type) || Stages.ElementContract(type) is not null));

    /// <summary>The members of a type that hold others of the same type.</summary>
    private static IEnumerable<ISymbol> UpstreamsOf(INamedTypeSymbol node) => node.GetMembers().Where(member =>
        member is { IsStatic: false, IsImplicitlyDeclared: false } && TypeOf(member) is { } type
        && Derivation.Same(type.ElementType()?.OriginalDefinition, node.OriginalDefinition) && Stages.IsSequence(type));

    /// <summary>A call of the node's own work that the assigned value comes from, and that was given the same member of upstream nodes.</summary>
    private static Call? WorkOf(ISimpleAssignmentOperation assignment, ISymbol output, ISymbol upstream, Body body)
    {
        var derivation = Derivation.Of(body);
        foreach (var call in body.Calls)
        {
            if (!IsWork(call, output.ContainingType) || !derivation.ComesFrom(assignment.Value, made => made == call.Operation)) continue;
            if (call.Arguments.Any(argument => ReadsUpstream(argument, output, upstream, body, derivation))) return call;
        }
        return null;
    }

    /// <summary>Code or an object that the node holds is called, or the node's list of objects is handed to whoever calls them.</summary>
    private static bool IsWork(Call call, INamedTypeSymbol node) =>
        call.Receiver?.Plain() is IMemberReferenceOperation { Member: { ContainingType: { } holder } } held && holder.Is(node)
        && (call.IsDelegate || Stages.IsContract(held.Type) && !MakesItsLike(call, held.Type!))
        || call.Arguments.Any(argument => argument.Plain() is IMemberReferenceOperation { Member: { ContainingType: { } owner } } && owner.Is(node)
            && Stages.ElementContract(argument.Type) is not null);

    /// <summary>An object that answers with one of its own kind is data that is copied.</summary>
    private static bool MakesItsLike(Call call, ITypeSymbol contract) => call.Target?.ReturnType.Awaited().Is(contract as INamedTypeSymbol) == true;

    private static bool ReadsUpstream(IOperation argument, ISymbol output, ISymbol upstream, Body body, Derivation derivation)
    {
        if (Reads(argument, derivation)) return true;
        // What the inputs are may be decided in a method of its own.
        return body.Callees.Any(callee => derivation.ComesFrom(argument, made => made == callee.Call.Operation)
            && callee.Body.Operations.Any(operation => operation is IReturnOperation { ReturnedValue: { } answer }
                && Reads(answer, Derivation.Of(callee.Body))));

        bool Reads(IOperation value, Derivation from) =>
            from.ComesFrom(value, read => read is IMemberReferenceOperation member && Derivation.Same(member.Member, output) && !member.IsOwnMember())
            && from.ComesFrom(value, read => Derivation.Same(read.Referenced(), upstream));
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false } property => property.Type,
        _ => null,
    };
}

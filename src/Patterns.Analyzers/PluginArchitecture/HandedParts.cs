using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// A host is handed all plugins at once by an ordinary member, which whoever has found them calls: it asks each what it is, keeps them, and lets them work
/// later on.
/// </summary>
/// <param name="Filing">Where they are put.</param>
/// <param name="Body">The member that gets them.</param>
/// <param name="Contract">The extension point.</param>
/// <param name="Slot">What keeps them.</param>
internal sealed record HandedParts(IOperation Filing, Body Body, INamedTypeSymbol Contract, Slot Slot)
{
    /// <summary>True for a table out of which one at a time is taken by its key, and that nobody goes through: it drives no plugin's life.</summary>
    public bool IsLookedUp => Slot.Type is INamedTypeSymbol { TypeArguments.Length: 2 } && !Body.Type.Bodies.Any(body => body.Words.Has(Slot.Name)
        && body.Of<IForEachLoopOperation>().Any(loop => loop.Collection.Mentions(Slot.Symbol)));

    private static readonly Words AddWords = new("Add", "AddRange", "TryAdd", "UnionWith");

    /// <summary>Whether a member's signature takes plugins: told from symbols.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Symbol is { IsAbstract: false, TypeKind: TypeKind.Class } && type.Symbol.GetMembers()
        .Any(member => member is IMethodSymbol method && IsOpen(method) && method.Parameters.Any(parameter => ContractOf(parameter, type.Project) is not null));

    public static HandedParts? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!IsOpen(body.Method)) continue;
            foreach (var parameter in body.Method.Parameters)
                if (ContractOf(parameter, type.Project) is { } contract && AsksEach(body, contract) && Filed(body, parameter, type) is var (filing, slot)
                    && type.Bodies.Any(user => user != body && LetsWork(user, contract)))
                    return new(filing, body, contract, slot);
        }
        return null;
    }

    private static bool IsOpen(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsStatic: false }
        && (method.ReturnsVoid || method.ReturnType.IsTask()) && (method.DeclaredAccessibility == Accessibility.Public
            || !method.ExplicitInterfaceImplementations.IsEmpty);

    /// <summary>The contract of a parameter that gives many of its implementations, and that not the program itself declares.</summary>
    private static INamedTypeSymbol? ContractOf(IParameterSymbol parameter, ProjectFacts project) =>
        parameter.Type is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: 1 } && !PluginContract.IsOwn(parameter.Type)
        && parameter.Type.DelegateSignature() is null
        && parameter.Type.ElementType() is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } contract
        && PluginContract.IsOwn(contract) && !(project.IsApplication && project.Of(contract) is not null) && PluginContract.IsBehaviour(contract) ? contract
            : null;

    /// <summary>True where each object is asked for its class, or for what its class says of itself.</summary>
    private static bool AsksEach(Body body, INamedTypeSymbol contract) => body.Operations.Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetType", Parameters.IsEmpty: true }, Instance.Type: { } asked } => asked.Is(contract),
        IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false } told, Instance.Type: { } asked } =>
            asked.Is(contract) && Selection.IsKind(told.Type) && DeclaredKind.IsStated(told, body.Type.Project),
        _ => false,
    });

    private static (IOperation Filing, Slot Slot)? Filed(Body body, IParameterSymbol parts, TypeFacts type)
    {
        foreach (var slot in type.Slots)
        {
            if (slot.Symbol is IParameterSymbol || !body.Words.Has(slot.Name) || slot.Type.ElementType() is null) continue;
            foreach (var operation in body.Operations)
                if (IsFiled(operation, slot, parts)) return (operation, slot);
        }
        return null;
    }

    private static bool IsFiled(IOperation operation, Slot slot, IParameterSymbol parts) => operation switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target, Value: var kept } =>
            SymbolEqualityComparer.Default.Equals(target.Member, slot.Symbol) && kept.Mentions(parts),
        IInvocationOperation { Instance: { } filled, TargetMethod.Name: var name } call => AddWords.Contains(name)
            && SymbolEqualityComparer.Default.Equals(filled.Referenced(), slot.Symbol)
            && (call.Mentions(parts) || call.Ancestors().OfType<IForEachLoopOperation>().Any(loop =>
                loop.Collection.Mentions(parts) && !IsPicked(call, loop, slot))),
        _ => false,
    };

    /// <summary>True where only those are kept for which something else has been found: work that was ordered, not plugins.</summary>
    private static bool IsPicked(IOperation filing, IForEachLoopOperation loop, Slot slot) => filing.Ancestors().TakeWhile(outer => outer != loop)
        .OfType<IConditionalOperation>().Any(choice => choice.WhenTrue.Syntax.Span.Contains(filing.Syntax.Span)
            && !choice.Condition.Mentions(slot.Symbol) && !loop.Locals.Any(choice.Condition.Mentions));

    private static bool LetsWork(Body body, INamedTypeSymbol contract) => body.Calls.Any(call =>
        call.Target is { MethodKind: MethodKind.Ordinary, ContainingType: var owner } && contract.Is(owner) && !owner.IsFramework());
}

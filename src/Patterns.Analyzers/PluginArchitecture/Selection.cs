using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>A host asks the plugins of an open collection which of them takes a job, and lets those do it.</summary>
/// <param name="Operation">The condition that asks.</param>
/// <param name="Body">The body that it stands in.</param>
/// <param name="Contract">The extension point.</param>
/// <param name="Member">The contract's member that answers.</param>
/// <param name="TakesFirst">True when one plugin is enough, false when all that match take part.</param>
internal sealed record Selection(IOperation Operation, Body Body, INamedTypeSymbol Contract, ISymbol Member, bool TakesFirst)
{
    private static readonly Words WalkWords = new("foreach", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Where", "Last", "LastOrDefault", "Find");

    private static readonly ImmutableHashSet<string> Takers = ImmutableHashSet.Create("First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Find", "Where");

    /// <summary>Whether a type walks anything and mentions a contract that can be asked.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(WalkWords) && Contracts(type).Any();

    public static IEnumerable<Selection> In(TypeFacts type, ImmutableArray<Registry> registries)
    {
        var contracts = Contracts(type).ToImmutableArray();
        if (contracts.IsEmpty) yield break;
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.HasAny(WalkWords)) continue;
            if (!contracts.Any(contract => body.Words.Has(contract.Name)) && !registries.Any(registry => body.Words.Has(registry.Slot.Name))) continue;
            foreach (var operation in body.Operations)
            {
                var selection = operation switch
                {
                    IForEachLoopOperation loop => InLoop(loop, body, contracts, registries),
                    IInvocationOperation query when Takers.Contains(query.TargetMethod.Name) => InQuery(query, body, contracts, registries),
                    _ => null,
                };
                if (selection is not null) yield return selection;
            }
        }
    }

    /// <summary>True for a call that asks a container for all implementations of a contract.</summary>
    public static bool IsResolution(IInvocationOperation call) =>
        call.TargetMethod is { IsGenericMethod: true, TypeArguments: { Length: 1 } types } && types[0] is INamedTypeSymbol contract && PluginContract.IsOwn(contract)
        && SymbolEqualityComparer.Default.Equals(call.Type.ElementType(), contract)
        && Call.From(call) is { Receiver.Type: { } receiver, Arguments.Length: 0 } && !receiver.Is(call.SemanticModel?.Compilation.GetSpecialType(SpecialType.System_Collections_IEnumerable));

    /// <summary>The contracts of this project that a type mentions and that have a member to be asked with.</summary>
    private static IEnumerable<INamedTypeSymbol> Contracts(TypeFacts type) => type.Project.GetOrAdd(nameof(Selection), () => Askable(type.Project)).Where(contract => type.Words.Has(contract.Name));

    private static ImmutableArray<INamedTypeSymbol> Askable(ProjectFacts project) => project.Types
        .Where(type => type.TypeKind is TypeKind.Interface or TypeKind.Class && PluginContract.IsOwn(type) && PluginContract.IsBehaviour(type)
            && type.GetMembers().Any(IsQuestion) && project.ImplementationsOf(type).Any())
        .ToImmutableArray();

    private static bool IsQuestion(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0, ReturnType: var answer } => answer.Awaited().SpecialType == SpecialType.System_Boolean,
        IPropertySymbol { IsIndexer: false, SetMethod: null, Type: var kind } => IsKind(kind) || kind.ElementType() is { } element && IsKind(element),
        _ => false,
    };

    private static bool IsKind(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Enum || type.Named("System.Type");

    private static Selection? InLoop(IForEachLoopOperation loop, Body body, ImmutableArray<INamedTypeSymbol> contracts, ImmutableArray<Registry> registries)
    {
        if (loop.Locals.Length == 0 || ContractOf(loop.Locals[0].Type, contracts) is not { } contract) return null;
        var plugin = loop.Locals[0];
        foreach (var operation in loop.Body.SelfAndDescendants())
        {
            if (operation is not IConditionalOperation choice || Asked(choice.Condition, plugin) is not { } member) continue;
            if (!IsOpen(loop.Collection, contract, registries, body)) return null;
            var takes = choice.WhenTrue.Mentions(plugin) ? choice.WhenTrue : IsSkip(choice.WhenTrue) ? loop.Body : null;
            if (takes is null || !Uses(takes, plugin, member)) continue;
            return new(choice.Condition, body, contract, member, takes.Contains(inner => inner is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break }));
        }
        return null;
    }

    private static Selection? InQuery(IInvocationOperation query, Body body, ImmutableArray<INamedTypeSymbol> contracts, ImmutableArray<Registry> registries)
    {
        foreach (var argument in query.Arguments)
        {
            if (argument.Value.Plain() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: { Length: > 0 } parameters } lambda }) continue;
            if (ContractOf(parameters[0].Type, contracts) is not { } contract || Asked(lambda.Body, parameters[0]) is not { } member) continue;
            var source = Call.From(query)!.Value.Receiver;
            if (source is null || !IsOpen(source, contract, registries, body)) continue;
            return new(query, body, contract, member, query.TargetMethod.Name != "Where" || IsTakenOnce(query));
        }
        return null;
    }

    private static bool IsTakenOnce(IOperation query) => query.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var next } } && next != "Where" && Takers.Contains(next);

    private static INamedTypeSymbol? ContractOf(ITypeSymbol type, ImmutableArray<INamedTypeSymbol> contracts) =>
        contracts.FirstOrDefault(contract => SymbolEqualityComparer.Default.Equals(contract, type.OriginalDefinition));

    /// <summary>The member of the plugin whose answer depends on the job: a predicate that gets it, or a declared kind that is compared with it.</summary>
    private static ISymbol? Asked(IOperation condition, ISymbol plugin)
    {
        foreach (var operation in condition.SelfAndDescendants())
        {
            if (operation is IInvocationOperation { Arguments.Length: > 0, TargetMethod: var method, Instance: { } instance }
                && method.ReturnType.Awaited().SpecialType == SpecialType.System_Boolean && Is(instance, plugin) && method.Name != "Equals") return method;
            if (operation is IPropertyReferenceOperation { Property: var property, Instance: { } holder } && Is(holder, plugin) && IsQuestion(property) && IsCompared(operation)) return property;
        }
        return null;
    }

    private static bool Is(IOperation operation, ISymbol plugin) => SymbolEqualityComparer.Default.Equals(operation.Referenced(), plugin);

    private static bool IsCompared(IOperation property)
    {
        var outer = property.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IArgumentOperation) outer = outer.Parent;
        return outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } or IInvocationOperation { TargetMethod.Name: "Contains" or "Equals" or "Any" or "HasFlag" };
    }

    private static bool IsSkip(IOperation branch) => branch.Contains(operation => operation is IBranchOperation { BranchKind: BranchKind.Continue });

    /// <summary>True when the plugin does the job, or is handed out to do it.</summary>
    private static bool Uses(IOperation scope, ISymbol plugin, ISymbol asked) => scope.Contains(operation => operation switch
    {
        IInvocationOperation { Instance: { } instance, TargetMethod: var method } => Is(instance, plugin) && !SymbolEqualityComparer.Default.Equals(method, asked),
        IReturnOperation { ReturnedValue: { } value } => Is(value, plugin),
        _ => false,
    });

    /// <summary>
    /// True when code elsewhere decides which plugins there are: the constructor or a container hands them in, or callers register them for good.
    /// A kind that is compared must be part of a plugin's code, or the elements are data with an id.
    /// </summary>
    private static bool IsOpen(IOperation source, INamedTypeSymbol contract, ImmutableArray<Registry> registries, Body body)
    {
        foreach (var operation in source.SelfAndDescendants())
        {
            var symbol = operation.Referenced();
            if (symbol is not null && registries.Any(registry => !registry.Removes && SymbolEqualityComparer.Default.Equals(registry.Slot.Symbol, symbol))) return true;
            if (operation is IInvocationOperation resolution && IsResolution(resolution)) return true;
            if (symbol is ILocalSymbol local && body.Operations.Any(inner => inner is IVariableDeclaratorOperation { Initializer.Value: var value } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && value.Contains(call => call is IInvocationOperation invocation && IsResolution(invocation)))) return true;
        }
        return false;
    }
}

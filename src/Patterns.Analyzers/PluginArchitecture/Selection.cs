using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>A host asks the plugins of an open collection which of them takes a job, and lets those do it.</summary>
/// <param name="Operation">The condition that asks.</param>
/// <param name="Walked">What is gone through.</param>
/// <param name="Body">The body that it stands in.</param>
/// <param name="Contract">The extension point.</param>
/// <param name="Member">The contract's member that answers.</param>
/// <param name="TakesFirst">True when one plugin is enough, false when all that match take part.</param>
internal sealed record Selection(IOperation Operation, IOperation Walked, Body Body, INamedTypeSymbol Contract, ISymbol Member, bool TakesFirst)
{
    /// <summary>True when it is an error that a second one matches.</summary>
    public bool IsSingle =>
        Operation is IInvocationOperation query
        && (query.TargetMethod.Name is "Single" or "SingleOrDefault" || IsTakenAs(query, Body, IsSingleTaker)
            || Kept(query) is { } local && Body.Of<IConditionalOperation>().Any(choice => RefusesMany(choice, local)));

    /// <summary>True when the member lets nothing work, but gives the plugin to its caller.</summary>
    public bool IsPicked =>
        Body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue?.Type is { } type && (type.Is(Contract) || type.ElementType().Is(Contract)))
        && !Body.Of<IInvocationOperation>()
            .Any(call => call.Instance?.Type is { } worker && worker.Is(Contract) && !SymbolEqualityComparer.Default.Equals(call.TargetMethod, Member));

    /// <summary>True where the type answers the question itself, for all of its parts: a composite, which stands for them.</summary>
    public bool IsOfParts => Body.Type.Symbol is var whole && (whole.Is(Contract) || whole.AllInterfaces.Any(shared =>
        !shared.IsFramework() && Contract.Is(shared) && shared.GetMembers(Member.Name).Any()));

    private static readonly Words WalkWords = new("foreach", "for", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Where", "Last", "LastOrDefault",
        "Find");

    private static readonly ImmutableHashSet<string> Takers = ImmutableHashSet.Create("First", "FirstOrDefault", "Single", "SingleOrDefault", "Last",
        "LastOrDefault", "Find", "Where");

    /// <summary>Whether a type walks anything that others may have filled: a slot of a contract that can be asked, or the answer of a container.</summary>
    public static bool MayBeIn(TypeFacts type) =>
        type.Words.HasAny(WalkWords) && (type.AllSlots.Any(slot => ContractOf(slot) is not null) || type.Bodies.Any(MayResolve));

    public static IEnumerable<Selection> In(TypeFacts type, ImmutableArray<Registry> registries)
    {
        var open = registries.Where(registry => !registry.Removes).Select(registry => registry.Slot).Concat(ConfiguredTypes.In(type)).ToImmutableArray();
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.HasAny(WalkWords)) continue;
            if (!open.Any(slot => body.Words.Has(slot.Name) && ContractOf(slot) is not null) && !MayResolve(body)) continue;
            foreach (var operation in body.Operations)
            {
                var selection = operation switch
                {
                    IForEachLoopOperation loop => InLoop(loop, body, open),
                    IForLoopOperation loop => InCount(loop, body, open),
                    IInvocationOperation query when Takers.Contains(query.TargetMethod.Name) => InQuery(query, body, open),
                    _ => null,
                };
                if (selection is not null) yield return selection;
            }
        }
    }

    /// <summary>True when a contract has a member by which an implementation says what it takes, and another that does it.</summary>
    public static bool IsAskable(ITypeSymbol contract) =>
        PluginContract.IsOwn(contract) && contract is INamedTypeSymbol && contract.GetMembers().Any(IsQuestion) && PluginContract.IsBehaviour(contract);

    private static INamedTypeSymbol? ContractOf(Slot slot) =>
        !PluginContract.IsOwn(slot.Type) && PluginContract.Of(slot.Type) is INamedTypeSymbol contract && IsAskable(contract) ? contract : null;

    /// <summary>Whether a body has a call of the form <c>x.All&lt;IContract&gt;()</c>: told from the text, then from the syntax, before anything is
    /// bound.</summary>
    public static bool MayResolve(Body body)
    {
        if (!body.Words.HasMark('<') || !body.Words.HasAny(WalkWords)) return false;
        foreach (var node in body.Declaration.DescendantNodes())
            if (node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments.Count: 1 } name } } call
                && name.Identifier.ValueText is not ("OfType" or "Cast" or "Empty") && IsWalked(call, body.Declaration)) return true;
        return false;
    }

    /// <summary>True where the answer is walked at once, or kept in a local that is walked.</summary>
    private static bool IsWalked(ExpressionSyntax answer, SyntaxNode body) => answer.Parent switch
    {
        ForEachStatementSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var next } => Takers.Contains(next) || next is "ToList" or "ToArray" or "OrderBy",
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var local } } => body.DescendantNodes().Any(node => node switch
        {
            ForEachStatementSyntax { Expression: IdentifierNameSyntax source } => source.Identifier.ValueText == local,
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax source, Name.Identifier.ValueText: var next } =>
                source.Identifier.ValueText == local && Takers.Contains(next),
            _ => false,
        }),
        _ => false,
    };

    /// <summary>True for a call that asks a container for all implementations of a contract.</summary>
    public static bool IsResolution(IInvocationOperation call) =>
        call.TargetMethod is { IsGenericMethod: true, TypeArguments: { Length: 1 } types } && types[0] is INamedTypeSymbol contract
        && PluginContract.IsOwn(contract)
        && SymbolEqualityComparer.Default.Equals(call.Type.ElementType(), contract)
        && Call.From(call) is { Receiver.Type: { } receiver, Arguments.Length: 0 }
        && !receiver.Is(call.SemanticModel?.Compilation.GetSpecialType(SpecialType.System_Collections_IEnumerable));

    private static bool IsQuestion(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0, ReturnType: var answer } =>
            answer.Awaited().SpecialType == SpecialType.System_Boolean,
        IPropertySymbol { IsIndexer: false, SetMethod: null, Type: var kind } => IsKind(kind) || kind.ElementType() is { } element && IsKind(element),
        _ => false,
    };

    /// <summary>True for a type by which classes tell what kind they are.</summary>
    public static bool IsKind(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Enum || type.Named("System.Type");

    private static Selection? InLoop(IForEachLoopOperation loop, Body body, ImmutableArray<Slot> open) =>
        loop.Locals.Length == 0 || ContractOf(loop.Locals[0].Type, body) is not { } contract ? null
            : Chosen(loop, loop.Locals[0], loop.Collection, contract, body, open);

    /// <summary>A loop that counts through a list or an array: what stands at the index is the plugin, also in a local of its own.</summary>
    private static Selection? InCount(IForLoopOperation loop, Body body, ImmutableArray<Slot> open)
    {
        foreach (var operation in loop.Body.SelfAndDescendants())
            if (PutToWork.List(operation) is { } list && operation.Type is { } type && ContractOf(type, body) is { } contract)
                return Chosen(loop, NamedAs(operation) ?? PutToWork.Plugin(operation)!, list, contract, body, open);
        return null;
    }

    private static ISymbol? NamedAs(IOperation element) =>
        element.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
        ? local : null;

    private static Selection? Chosen(ILoopOperation loop, ISymbol plugin, IOperation source, INamedTypeSymbol contract, Body body,
        ImmutableArray<Slot> open)
    {
        foreach (var operation in loop.Body.SelfAndDescendants())
        {
            if (operation is not IConditionalOperation choice || Asked(choice.Condition, plugin, body.Type.Project) is not { } member) continue;
            if (!IsOpen(source, open, body)) return null;
            var takes = choice.WhenTrue.Contains(part => Is(part, plugin)) ? choice.WhenTrue : IsSkip(choice.WhenTrue) ? loop.Body : null;
            if (takes is null || !PutToWork.Uses(takes, plugin, member)) continue;
            if (PutToWork.IsStage(takes, plugin)) return null;
            return new(choice.Condition, source, body, contract, member, Ends(takes));
        }
        return null;
    }

    private static Selection? InQuery(IInvocationOperation query, Body body, ImmutableArray<Slot> open)
    {
        foreach (var argument in query.Arguments)
        {
            if (argument.Value
                .Plain() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: { Length: > 0 } parameters } lambda })
                continue;
            if (ContractOf(parameters[0].Type, body) is not { } contract || Asked(lambda.Body, parameters[0], body.Type.Project) is not { } member) continue;
            var source = Call.From(query)!.Value.Receiver;
            if (source is null || !IsOpen(source, open, body) || !PutToWork.IsTaken(query, body, contract, member)) continue;
            return new(query, source, body, contract, member, query.TargetMethod.Name != "Where" || IsTakenAs(query, body, Takers.Contains));
        }
        return null;
    }

    /// <summary>True when one of what is left is taken in the end, whatever is made of it on the way.</summary>
    private static bool IsTakenAs(IOperation query, Body body, Func<string, bool> takes) => query.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation next } =>
            next.TargetMethod.Name is "Where" or "Select" or "OrderBy" or "OrderByDescending" ? IsTakenAs(next, body, takes) : takes(next.TargetMethod.Name),
        IConversionOperation converted => IsTakenAs(converted, body, takes),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } =>
            body.Of<ILocalReferenceOperation>()
                .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local) && IsTakenAs(reference, body, takes)),
        IForEachLoopOperation loop => takes("First") && Ends(loop.Body),
        _ => false,
    };

    private static bool IsSingleTaker(string name) => name is "Single" or "SingleOrDefault";

    /// <summary>The local that keeps what a query leaves.</summary>
    private static ILocalSymbol? Kept(IInvocationOperation query) => query.Enclosing<IVariableDeclaratorOperation>()?.Symbol;

    /// <summary>True where more than one of what is left makes the member throw.</summary>
    private bool RefusesMany(IConditionalOperation choice, ILocalSymbol left) =>
        choice.Condition
            .Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.NotEquals,
                RightOperand.ConstantValue: { HasValue: true, Value: 1 }, LeftOperand: var counted }
        && (counted.Mentions(left) || counted.Referenced() is ILocalSymbol count && Body.DeclaredValue(count)?.Mentions(left) is true)
        && choice.WhenTrue.Contains(inner => inner is IThrowOperation);

    private static bool Ends(IOperation scope) =>
        scope.Contains(inner => inner is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break });

    /// <summary>A contract that can be asked and that something in this project implements, or is left to those who use the library.</summary>
    private static INamedTypeSymbol? ContractOf(ITypeSymbol type, Body body) =>
        type is INamedTypeSymbol contract && IsAskable(contract)
        && (body.Type.Project.ImplementationsOf(contract).Any() || OpenContract.IsForOthers(contract, body.Type.Project)) ? contract : null;

    /// <summary>The member of the plugin whose answer depends on the job: a predicate that gets it, or a declared kind that is compared with it.</summary>
    private static ISymbol? Asked(IOperation condition, ISymbol plugin, ProjectFacts project)
    {
        foreach (var operation in condition.SelfAndDescendants())
        {
            if (operation is IInvocationOperation { Arguments.Length: > 0, TargetMethod: var method, Instance: { } instance }
                && method.ReturnType.Awaited().SpecialType == SpecialType.System_Boolean && Is(instance, plugin) && method.Name != "Equals")
                return Question.IsPure(method, project) && Question.TellsKindsApart(method, project) ? method : null;
            if (operation is IPropertyReferenceOperation { Property: var property, Instance: { } holder } && Is(holder, plugin) && IsQuestion(property)
                && IsCompared(operation))
                return Question.TellsKindsApart(property, project) ? property : null;
        }
        return null;
    }

    private static bool Is(IOperation operation, ISymbol plugin) => PutToWork.Is(operation, plugin);

    private static bool IsCompared(IOperation property)
    {
        var outer = property.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IArgumentOperation) outer = outer.Parent;
        return outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals }
            or IInvocationOperation { TargetMethod.Name: "Contains" or "Equals" or "Any" or "HasFlag" };
    }

    private static bool IsSkip(IOperation branch) => branch.Contains(operation => operation is IBranchOperation { BranchKind: BranchKind.Continue });

    /// <summary>
    /// True when code elsewhere decides which plugins there are: the constructor or a container hands them in, or callers register them for good. A kind that
    /// is compared must be part of a plugin's code, or the elements are data with an id.
    /// </summary>
    private static bool IsOpen(IOperation source, ImmutableArray<Slot> open, Body body)
    {
        foreach (var operation in source.SelfAndDescendants())
        {
            var symbol = operation.Referenced();
            if (symbol is not null && open.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, symbol))) return true;
            if (operation is IInvocationOperation resolution && IsResolution(resolution)) return true;
            if (symbol is ILocalSymbol local && body.Operations.Any(inner => inner is IVariableDeclaratorOperation { Initializer.Value: var value } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)
                && value.Contains(call => call is IInvocationOperation invocation && IsResolution(invocation)))) return true;
        }
        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>How sure it is that a method which can hand on is a link, and not a callback, a cache, a decorator or a tree.</summary>
internal static class LinkJudge
{
    public static Confidence Judge(Link link)
    {
        if (link.Contract is { } contract && MiddlewareMarks.IsContract(contract.ContainingType, link.Body.Type.Project)) return Confidence.High;
        return link.Continuation.Kind switch
        {
            _ when link.Function is not null => Lambda(link),
            ContinuationKind.Parameter when link.Continuation.Member is null => Parameter(link),
            ContinuationKind.HeldDelegate => HeldDelegate(link),
            ContinuationKind.Context => Confidence.High,
            ContinuationKind.Parameter when link.Contract is null => Confidence.High,
            ContinuationKind.Inner when link.Contract is null && link.Continuation.Symbol!.HeldType() is { TypeKind: TypeKind.Error } => Confidence.High,
            _ => Inner(link),
        };
    }

    private static Confidence Parameter(Link link)
    {
        var next = ((IParameterSymbol)link.Continuation.Symbol!).Type;
        if (LinkDelegates.AreFulfilledBy(link.Principal, (IParameterSymbol)link.Continuation.Symbol) || IsComposed(link) || LinkAdapters.AreMadeFor(link))
            return Confidence.High;
        if (!link.Principal.ReturnType.IsTaskLike()) return Confidence.Low;
        if (link.Contract is { } contract && HasSibling(link, contract)) return Confidence.High;
        var isElsewhere = link.Contract is null ? link.Principal.MayFulfilUnresolved() : link.Body.Type.Project.Of(link.Contract.ContainingType) is null;
        return Wraps(link) && HandsOnRequest(link) && (isElsewhere || IsNamedByItsAuthor(next)) ? Confidence.Medium : Confidence.Low;
    }

    /// <summary>True when the continuation gets the request, what was made of it, or nothing: a callback gets what its caller has prepared.</summary>
    private static bool HandsOnRequest(Link link) =>
        link.Passes.Any(pass => pass.Body != link.Body || pass.Site.Syntax != pass.Call.Syntax || pass.Call.Arguments.IsEmpty
            || pass.Call.Arguments.Any(argument => IsOfRequest(argument, link.Body)));

    private static bool IsOfRequest(IOperation argument, Body body) =>
        argument.Contains(IsOwnRequest)
        || argument.Referenced() is ILocalSymbol local && body.DeclaredValue(local) is { } value && value.Contains(IsOwnRequest);

    /// <summary>What a method receives, not what a lambda in it does.</summary>
    private static bool IsOwnRequest(IOperation operation) =>
        operation is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not (MethodKind.AnonymousFunction
            or MethodKind.LocalFunction) } } parameter } && (parameter.IsRequest() || parameter.Type.SpecialType == SpecialType.System_Object);

    private static Confidence HeldDelegate(Link link)
    {
        var next = link.Continuation.Symbol.HeldType()!;
        if (MiddlewareMarks.IsContinuation(next) || IsComposed(link)) return Confidence.High;
        if (!Wraps(link) || !link.Principal.ReturnType.IsTaskLike()) return Confidence.Low;
        var project = link.Body.Type.Project;
        var others = project.Declared.Count(type => type.Words.CanName(next)
            && type.Symbol.InstanceConstructors.Any(constructor =>
                constructor.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, next)))
            && type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method => method.CanBePrincipal() && method.Matches(next)));
        return others < 2 ? Confidence.Low : IsNamedByItsAuthor(next) ? Confidence.High : Confidence.Medium;
    }

    /// <summary>Layers of one narrow contract: at least two, each of which does something of its own and hands back what it got.</summary>
    private static Confidence Inner(Link link)
    {
        if (link.Contract is not { } contract) return IsBaseOfChain(link) ? Confidence.High : Confidence.Low;
        if (IsWide(contract.ContainingType) || !Wraps(link)) return Confidence.Low;
        if (IsDeclaredLink(link, contract.ContainingType)) return Confidence.High;
        if (!IsLayer(link)) return Confidence.Low;
        if (MakesAnother(link) || IsOfExpressions(contract, link.Body.Type.Project)) return Confidence.Low;
        if (ForwardedMethods(link) > 1 && !IsBaseOfLinks(link) || IsResolver(contract) || IsLookUp(link) || Alternatives.AreChosenFromBy(link))
            return Confidence.Low;
        return IsComposed(link) || HasSibling(link, contract) ? Confidence.High : Confidence.Low;
    }

    /// <summary>True for a contract of its own beside that of the handlers, by which every link is a handler and names the one that it stands around.</summary>
    private static bool IsDeclaredLink(Link link, INamedTypeSymbol handler) =>
        IsForRequests(link.Contract!, handler) && link.Passes.Any(pass => IsOwnRequest(pass, link))
        && link.Body.Type.Symbol.AllInterfaces.Any(contract => !SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, handler)
            && contract.Is(handler)
            && contract.GetMembers().Any(member => Names(member, handler)));

    /// <summary>A property for the next one, or a method by which it is set.</summary>
    public static bool Names(ISymbol member, ISymbol handler) => member switch
    {
        IPropertySymbol { IsIndexer: false } next => Same(next.Type.OriginalDefinition, handler),
        IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsVoid: true, Parameters: [var next] } => Same(next.Type.OriginalDefinition, handler),
        _ => false,
    };

    /// <summary>True for the member of a handler that gets requests: the only one that gets an object, or of those the only one that answers.</summary>
    private static bool IsForRequests(IMethodSymbol member, INamedTypeSymbol handler)
    {
        var taking = handler.GetMembers().OfType<IMethodSymbol>().Where(method => method.CanBePrincipal() && method.Parameters.Any(LinkShapes.IsRequest))
            .ToList();
        return taking.Count == 1 || !member.AnswersNothing() && taking.Count(method => !method.AnswersNothing()) == 1;
    }

    private static Confidence Lambda(Link link)
    {
        if (!Wraps(link)) return Confidence.Low;
        var next = ((IParameterSymbol)link.Continuation.Symbol!).Type;
        if (MiddlewareMarks.IsContinuation(next) || IsComposed(link)) return Confidence.High;
        if (link.Principal.Parameters.Any(parameter => MiddlewareMarks.IsContinuation(parameter.Type))) return Confidence.High;
        var isFactory = link.Principal.Parameters.All(parameter => !SymbolEqualityComparer.Default.Equals(parameter, link.Continuation.Symbol));
        return isFactory && !IsNamedByItsAuthor(next) ? Confidence.Low : Confidence.Medium;
    }

    /// <summary>True when a builder of this project composes links of that contract, or functions of that type.</summary>
    private static bool IsComposed(Link link)
    {
        var next = link.Continuation.Kind switch
        {
            ContinuationKind.Parameter => (link.Continuation.Symbol as IParameterSymbol)?.Type,
            ContinuationKind.HeldDelegate => link.Continuation.Symbol.HeldType(),
            _ => null,
        };
        var project = link.Body.Type.Project;
        var member = link.Contract ?? link.Principal.OriginalDefinition;
        return project.GetOrAdd((nameof(IsComposed), member, next),
            () => Compositions.Where(project, words => MayCompose(words, link, next)).Any(composition => Composes(composition, link, next)));
    }

    private static bool Composes(Composition composition, Link link, ITypeSymbol? next) =>
        composition.Method is { } method
        && (Same(method, link.Contract ?? link.Principal.OriginalDefinition) || Same(method.ContainingType, link.Contract?.ContainingType))
        || composition.Delegate is { } type && link.Contract is null && Same(type.OriginalDefinition, next?.OriginalDefinition);

    /// <summary>True for a text that can name what it would have to compose: the link's contract, the link itself, or the function that the link hands on
    /// to.</summary>
    private static bool MayCompose(Vocabulary words, Link link, ITypeSymbol? next) => link.Contract is { } contract
        ? words.Has(contract.Name) || words.Has(contract.ContainingType.Name)
        : words.Has(link.Principal.Name) && words.Has(link.Body.Type.Symbol.Name) || next is not null && words.CanName(next);

    private static bool HasSibling(Link link, IMethodSymbol contract)
    {
        var project = link.Body.Type.Project;
        foreach (var other in project.ImplementationsOf(contract.ContainingType))
        {
            if (SymbolEqualityComparer.Default.Equals(other, link.Body.Type.Symbol) || project.Of(other) is not { } type) continue;
            foreach (var candidate in LinkFinder.Of(type))
                if (Same(candidate.Contract, contract) && candidate.Continuation.Kind == link.Continuation.Kind && Wraps(candidate)
                    && (link.Continuation.Kind == ContinuationKind.Parameter || IsLayer(candidate) && !MakesAnother(candidate))) return true;
        }
        return false;
    }

    /// <summary>Work besides handing on, a <c>try</c> around it, or a path that ends without it.</summary>
    public static bool Wraps(Link link)
    {
        var sites = link.Passes.Select(pass => pass.Site.Syntax).ToList();
        if (link.Passes.Any(pass => pass.Call.Operation.Ancestors().Any(outer => outer is ITryOperation) || IsGivenAway(link, pass))) return true;
        if (link.Flow?.CanReach(null, null, sites) == true) return true;
        if (link.Function is not null && link.Passes.Any(pass => pass.Body != link.Body && IsWrappedIn(pass))) return true;
        return link.Operations.Any(operation => Call.From(operation) is { } call && !sites.Contains(call.Syntax) && !IsPlumbing(call));
    }

    /// <summary>A function that only calls a method with what that needs besides: the method is the link, and works or ends the request there.</summary>
    private static bool IsWrappedIn(Pass pass)
    {
        var calls = pass.Body.Calls.Where(call => Same(call.ReceiverSymbol, pass.Call.ReceiverSymbol)).Select(call => call.Syntax).ToList();
        return calls.Count > 0 && (pass.Body.Flow?.CanReach(null, null, calls, exceptions: false) == true
            || pass.Body.Calls.Any(call => !calls.Contains(call.Syntax) && !IsPlumbing(call)));
    }

    public static bool IsGivenAway(Link link, Pass pass) => link.Continuation.IsGivenAwayBy(pass.Call, pass.Body);

    /// <summary>True when a path ends the request without handing it on; that a loop may go round no times is not meant as one.</summary>
    public static bool CanEndWithout(Link link) =>
        !link.Passes.All(pass => pass.Site.Operation.Ancestors().Any(outer => outer is ILoopOperation))
        && link.Passes.All(pass => link.Flow?.Contains(pass.Site.Syntax) == true)
        && link.Flow?.CanReach(null, null, link.Passes.Select(pass => pass.Site.Syntax), exceptions: false) == true;

    /// <summary>True when a <c>try</c> or <c>using</c> stands around a pass.</summary>
    public static bool IsGuarded(Link link) => link.Passes.Any(pass => pass.Call.Operation.Ancestors().Any(outer => outer is ITryOperation or IUsingOperation));

    private static bool IsPlumbing(Call call) => call.Name is "ConfigureAwait" or "ThrowIfNull" or "GetAwaiter" or "GetResult";

    /// <summary>Hands on its own request, and hands back unchanged what it gets: an operator of an expression tree does not.</summary>
    private static bool IsLayer(Link link) => link.Passes.Any(pass => IsOwnRequest(pass, link) && IsHandedBack(pass, link));

    private static bool IsOwnRequest(Pass pass, Link link) =>
        pass.Call.Arguments.Any(argument => argument.Referenced() is IParameterSymbol { Type.SpecialType: SpecialType.None }
            || argument.Contains(inner => inner is IParameterReferenceOperation));

    private static bool IsHandedBack(Pass pass, Link link)
    {
        if (link.Principal.AnswersNothing()) return true;
        foreach (var outer in pass.Call.Operation.Ancestors())
        {
            switch (outer)
            {
                case IAwaitOperation or IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation or ICoalesceOperation
                    or IConditionalOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }: continue;
                case IReturnOperation: return true;
                case IForEachLoopOperation loop:
                    return loop.Body.Contains(inner => inner is IReturnOperation { ReturnedValue: { } item } && item.Referenced() is ILocalSymbol local
                        && loop.Locals.Contains(local));
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }: return IsReturned(link, declarator.Symbol);
                case ISimpleAssignmentOperation assignment: return assignment.Target.Referenced() is { } symbol && IsReturned(link, symbol);
                default: return false;
            }
        }
        return false;
    }

    private static bool IsReturned(Link link, ISymbol symbol) =>
        link.Operations.OfType<IReturnOperation>().Any(statement => SymbolEqualityComparer.Default.Equals(statement.ReturnedValue?.Referenced(), symbol));

    /// <summary>What is asked for by its type comes from the nearest of nested scopes; nothing is handed on.</summary>
    private static bool IsResolver(IMethodSymbol contract) => contract.Parameters.Any(parameter => parameter.Type.Named("System.Type"));

    /// <summary>
    /// What is not among its own entries is looked up in the enclosing scope, or what one part does not know in another: the request is a key. A layer that
    /// remembers answers writes them down, too.
    /// </summary>
    private static bool IsLookUp(Link link)
    {
        foreach (var operation in link.Operations)
        {
            var table = operation switch
            {
                IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map, Arguments: { Length: 1 } keys } when IsRequest(keys[0].Value) => map,
                ICoalesceOperation { Value: var own, WhenNull: var fallback } when Asked(Call.From(fallback.Plain()))?.IsOwnMember() is true =>
                    Asked(Call.From(own.Plain())),
                _ => Call.From(operation) is { Name: "TryGetValue" or "GetValueOrDefault" } call ? Asked(call) : null,
            };
            if (table is not null && table.IsOwnMember() && !Writes(link, table.Referenced())) return true;
        }
        return false;
    }

    /// <summary>What is asked for the request.</summary>
    private static IOperation? Asked(Call? call) => call is { Receiver: { } receiver, Arguments: { Length: > 0 } keys } && IsRequest(keys[0]) ? receiver : null;

    private static bool IsRequest(IOperation key) => key.Plain() is IParameterReferenceOperation { Parameter: var parameter } && parameter.IsRequest();

    private static bool Writes(Link link, ISymbol? table) => link.Operations.Any(operation => operation switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } map } } => Same(map.Referenced(), table),
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "GetOrAdd" or "AddOrUpdate" or "Set" or "Put" or "Store", Instance: { } map } =>
            Same(map.Referenced(), table),
        _ => false,
    });

    private static int ForwardedMethods(Link link) =>
        link.Continuation.Symbol is not { } inner ? 1 : link.Body.Type.Bodies.Count(body => body.Words.Has(inner.Name) && body.Calls.Any(call =>
            body.Method.Contract() is not null && call.Name == body.Name
            && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol?.OriginalDefinition, inner) && call.Name is not ("Dispose" or "DisposeAsync")));

    private static ISymbol? Told(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var denied } => Told(denied),
        IDeclarationPatternOperation { DeclaredSymbol: var told } => told,
        _ => null,
    };

    /// <summary>
    /// True for a contract whose objects are nodes of an expression: somebody asks two of them by name, or several make something else of what theirs comes to.
    /// </summary>
    private static bool IsOfExpressions(IMethodSymbol contract, ProjectFacts project) => project.GetOrAdd((nameof(IsOfExpressions), contract), () =>
    {
        var nodes = project.ImplementationsOf(contract.ContainingType).Select(project.Of).OfType<TypeFacts>().ToList();
        return nodes.Any(node => HasOperands(node, contract.ContainingType))
            || nodes.SelectMany(node => LinkFinder.Of(node)).Where(link => Same(link.Contract, contract) && MakesAnother(link)).Skip(1).Any();
    });

    private static bool HasOperands(TypeFacts node, INamedTypeSymbol contract) =>
        node.Slots.Where(slot => !slot.IsStatic && Same(slot.Type.OriginalDefinition, contract)).ToList() is { Count: > 1 } held
        && node.Bodies.Any(body => held.Count(slot => AsksAlways(body, slot)) > 1);

    private static bool AsksAlways(Body body, Slot slot) => body.Words.Has(slot.Name) && body.Calls.Any(call => Same(call.ReceiverSymbol, slot.Symbol)
        && !call.Operation.Ancestors().Any(outer => outer is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation));

    /// <summary>
    /// True where the answer of the next one is asked for another thing, which is given back: an operator makes something of what its operand comes to.
    /// </summary>
    private static bool MakesAnother(Link link)
    {
        if (link.Continuation.Kind != ContinuationKind.Inner) return false;
        var answers = link.Passes.Select(pass => pass.Call.Operation.Enclosing<IVariableDeclaratorOperation>()?.Symbol).OfType<ISymbol>().ToList();
        if (answers.Count == 0) return false;
        foreach (var test in link.Operations.OfType<IIsPatternOperation>())
            if (answers.Contains(test.Value.Referenced(), SymbolEqualityComparer.Default) && Told(test.Pattern) is { } told) answers.Add(told);
        return link.Operations.OfType<IReturnOperation>().Any(statement => statement.ReturnedValue?.Plain() is IInvocationOperation { Instance: { } asked }
            && answers.Contains(asked.Referenced(), SymbolEqualityComparer.Default));
    }

    /// <summary>An abstract class that keeps the rest of the chain for several that derive from it is made for links, whatever else it passes on.</summary>
    private static bool IsBaseOfLinks(Link link) =>
        link.Body.Type.Symbol.IsAbstract && link.Body.Type.Project.ImplementationsOf(link.Body.Type.Symbol).Skip(1).Any();

    /// <summary>
    /// An abstract class that keeps its successor and hands the request on to it is the base of a chain where those who derive are links, or where
    /// somebody gives each its successor.
    /// </summary>
    private static bool IsBaseOfChain(Link link)
    {
        var (type, project) = (link.Body.Type.Symbol, link.Body.Type.Project);
        return link.Passes.Any(pass => IsOwnRequest(pass, link)) && (project.ImplementationsOf(type).Select(project.Of).OfType<TypeFacts>()
                .SelectMany(facts => LinkFinder.Of(facts)).Any(derived => Same(derived.Contract?.ContainingType, type) && Judge(derived) > Confidence.Low)
            || Compositions.Where(project, words => words.Has(type.Name)).Any(composition => Same(composition.Handler, type)));
    }

    private static bool IsWide(INamedTypeSymbol contract) =>
        contract.GetMembers().OfType<IMethodSymbol>()
            .Count(method => method is { MethodKind: MethodKind.Ordinary, IsAbstract: true } or { MethodKind: MethodKind.Ordinary, IsVirtual: true }) > 3;

    private static bool IsNamedByItsAuthor(ITypeSymbol type) => type.TypeKind == TypeKind.Error || type.ContainingNamespace?.ToDisplayString() != "System";

    private static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}

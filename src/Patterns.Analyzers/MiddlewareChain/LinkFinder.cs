using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Finds the links of a type: each shape of continuation in its own method, the cheap question first.</summary>
internal static class LinkFinder
{
    /// <summary>Members by which code registers a link as a lambda.</summary>
    private static readonly Words Registrations = new("Use", "UseWhen", "UseMiddleware", "AddEndpointFilter", "AddEndpointFilterFactory", "AddFilter",
        "AddMiddleware");

    /// <summary>True when the symbols or words of the type leave room for a link.</summary>
    public static bool MayHaveLinks(TypeFacts type) =>
        Marks(type).Any() || UnresolvedMark(type) is not null || type.Words.HasAny(Registrations) || Candidates(type).Any();

    /// <summary>The links of a type. Those who fulfil one contract ask for each other's, so they are found once.</summary>
    public static ImmutableArray<Link> Of(TypeFacts type) => type.Project.GetOrAdd((nameof(LinkFinder), type.Symbol), () => Find(type).ToImmutableArray());

    private static IEnumerable<Link> Find(TypeFacts type)
    {
        var seen = new HashSet<Body>();
        foreach (var link in Marked(type).Concat(UnresolvedMarked(type)))
            if (seen.Add(link.Body)) yield return link;
        foreach (var (body, continuation) in Candidates(type))
        {
            if (seen.Contains(body)) continue;
            var passes = Passes.Of(body, continuation);
            if (passes.IsEmpty) continue;
            seen.Add(body);
            yield return new(body, null, body.Method, continuation, body.Method.Contract(), passes);
        }
        foreach (var body in type.Bodies)
            if (body.Words.HasAny(Registrations) || FactoryContinuation(body.Method) is not null)
                foreach (var link in Lambdas(body)) yield return link;
    }

    /// <summary>The contracts of frameworks, known here or taught by the team, that a type fulfils; a contract itself is none.</summary>
    private static IEnumerable<INamedTypeSymbol> Marks(TypeFacts type) =>
        type.Symbol.SelfAndBases().Skip(1).Concat(type.Symbol.AllInterfaces).Where(contract => MiddlewareMarks.IsContract(contract, type.Project));

    /// <summary>The methods that by their symbols can be links, each with what can be the rest of its chain.</summary>
    private static IEnumerable<(Body Body, Continuation Continuation)> Candidates(TypeFacts type)
    {
        List<Slot>? delegates = null, inner = null;
        foreach (var body in type.Bodies)
        {
            if (!body.Method.Parameters.Any(LinkShapes.IsRequest)) continue;
            foreach (var parameter in body.Method.Parameters)
                if (LinkDelegates.AreFulfilledBy(body.Method, parameter)) yield return (body, new(ContinuationKind.Parameter, parameter));
            if (!body.Method.CanBePrincipal()) continue;
            var unresolved = body.Method.MayFulfilUnresolved();
            delegates ??= type.AllSlots.Where(slot => slot.Type.TypeKind == TypeKind.Delegate && IsGivenAtConstruction(type, slot)).ToList();
            inner ??= type.AllSlots.Where(slot => !slot.IsStatic && slot.Type.IsContract()).ToList();
            foreach (var parameter in body.Method.Parameters.Where(parameter => !parameter.IsOptional))
            {
                if (body.Method.CanContinue(parameter.Type) && (unresolved || body.Method.Contract() is not null))
                    yield return (body, new(ContinuationKind.Parameter, parameter));
                else if (unresolved && parameter.Type.TypeKind == TypeKind.Error && body.Method.DeclaredAccessibility == Accessibility.Public
                    && body.Method.Parameters.Length > 1)
                    yield return (body, new(ContinuationKind.Parameter, parameter));
                else if (parameter.Type.IsContract() && body.Method.Contract() is { } own
                    && SymbolEqualityComparer.Default.Equals(own.ContainingType, parameter.Type.OriginalDefinition))
                    yield return (body, new(ContinuationKind.Parameter, parameter, own.Name));
            }
            foreach (var slot in delegates)
                if (body.Method.Matches(slot.Type) || MiddlewareMarks.IsContinuation(slot.Type) && body.Method.CanContinue(slot.Type))
                    yield return (body, new(ContinuationKind.HeldDelegate, slot.Symbol));
            foreach (var candidate in InnerCandidates(type, body, inner)) yield return (body, candidate);
        }
    }

    /// <summary>Continuations of a contract that the type fulfils itself: an object that it holds, its base class, or its context.</summary>
    private static IEnumerable<Continuation> InnerCandidates(TypeFacts type, Body body, List<Slot> inner)
    {
        if (body.Method.Contract() is not { } contract)
        {
            if (type.Symbol.IsAbstract)
                foreach (var slot in inner)
                    if (IsOfItself(slot, type)) yield return new(ContinuationKind.Inner, slot.Symbol.OriginalDefinition, body.Name);
            yield break;
        }
        if (contract.ContainingType.IsFramework()) yield break;
        foreach (var slot in inner)
            if (SymbolEqualityComparer.Default.Equals(slot.Type.OriginalDefinition, contract.ContainingType)
                && IsForSameRequests(slot, contract.ContainingType))
                yield return new(ContinuationKind.Inner, slot.Symbol.OriginalDefinition, body.Name);
        if (body.Method.OverriddenMethod is { IsAbstract: false } overridden && HoldsNext(type, overridden))
            yield return new(ContinuationKind.Base, null, body.Name);
        foreach (var parameter in body.Method.Parameters)
            if (type.Project.Of(parameter.Type) is { } context && AdvanceOf(context, contract) is { } advance)
                yield return new(ContinuationKind.Context, parameter, advance.Name);
    }

    /// <summary>True where holder and held fulfil a generic contract for the same types: what takes one thing and gives another to the next
    /// translates.</summary>
    private static bool IsForSameRequests(Slot slot, INamedTypeSymbol contract)
    {
        if (!contract.IsGenericType || slot.Symbol.ContainingType?.OriginalDefinition is not { } owner) return true;
        var own = owner.SelfAndBases().Concat(owner.AllInterfaces).Where(above => SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, contract))
            .ToList();
        return own.Count == 0 || own.Contains(slot.Symbol.OriginalDefinition.HeldType(), SymbolEqualityComparer.Default);
    }

    /// <summary>True when a base class of this project holds its successor and hands on to it in the method.</summary>
    private static bool HoldsNext(TypeFacts type, IMethodSymbol overridden) =>
        type.Project.Of(overridden.ContainingType) is { } holder
        && holder.Slots.Any(slot => IsOfItself(slot, holder))
        && type.Project.BodiesOf(overridden).Any(body => body.Calls.Any(call =>
            call.Name == overridden.Name
            && holder.Slots.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, call.ReceiverSymbol?.OriginalDefinition))));

    private static bool IsOfItself(Slot slot, TypeFacts holder) => SymbolEqualityComparer.Default.Equals(slot.Type.OriginalDefinition, holder.Symbol);

    /// <summary>The member of a context, or of what implements it, that moves on to the next link of a contract.</summary>
    private static IMethodSymbol? AdvanceOf(TypeFacts context, IMethodSymbol contract)
    {
        var contexts = context.Symbol.TypeKind == TypeKind.Interface
            ? context.Project.ImplementationsOf(context.Symbol).Select(context.Project.Of).OfType<TypeFacts>() : new[] { context };
        foreach (var type in contexts)
        {
            if (!type.Slots.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Type.ElementType()?.OriginalDefinition, contract.ContainingType))) continue;
            foreach (var composition in Compositions.Of(type).All)
                if (composition is { Kind: CompositionKind.Advance, Function: { } function }
                    && SymbolEqualityComparer.Default.Equals(composition.Method, contract)) return function;
        }
        return null;
    }

    private static bool IsGivenAtConstruction(TypeFacts type, Slot slot) =>
        slot.Symbol is IParameterSymbol || type.Symbol.InstanceConstructors.Any(constructor =>
            constructor.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, slot.Type)));

    /// <summary>The links that fulfil a framework's contract; these need no proof that they hand on, unless the contract has other members too and only the
    /// team knows it.</summary>
    private static IEnumerable<Link> Marked(TypeFacts type)
    {
        foreach (var mark in Marks(type))
        {
            var members = mark.GetMembers().OfType<IMethodSymbol>().Where(member => member.CanBePrincipal() && member.TakesMoreThanFlags()).ToList();
            var isClear = members.Count == 1 || MiddlewareMarks.IsKnown(mark);
            foreach (var member in members)
            {
                var implementation = mark.TypeKind == TypeKind.Interface ? type.Symbol.FindImplementationForInterfaceMember(member) as IMethodSymbol : member;
                var own = implementation is null ? null : OwnVersion(type.Symbol, implementation);
                if (own is null || type.Bodies.FirstOrDefault(body => SymbolEqualityComparer.Default.Equals(body.Method, own)) is not { } body) continue;
                var continuation = SuccessorOf(type, own, mark) ?? MarkedContinuation(own, mark);
                var passes = Passes.Of(body, continuation);
                if (isClear || !passes.IsEmpty) yield return new(body, null, own, continuation, member.OriginalDefinition, passes);
            }
        }
    }

    /// <summary>The type's own method that is a method or overrides it.</summary>
    private static IMethodSymbol? OwnVersion(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, type)) return method;
        foreach (var candidate in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            for (var overridden = candidate.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition)) return candidate;
        return null;
    }

    /// <summary>The links of a framework's contract whose assembly is missing: only those seen to hand on.</summary>
    private static IEnumerable<Link> UnresolvedMarked(TypeFacts type)
    {
        if (UnresolvedMark(type) is not { } mark) yield break;
        foreach (var body in type.Bodies)
        {
            if (!body.Method.CanBePrincipal() || body.Method.DeclaredAccessibility != Accessibility.Public) continue;
            var continuation = SuccessorOf(type, body.Method, mark) ?? (body.Method.Parameters.Length == 1
                ? new(ContinuationKind.Context, body.Method.Parameters[0], MiddlewareMarks.AdvanceOf(mark) ?? body.Name)
                : new(ContinuationKind.Parameter, body.Method.Parameters[1], body.Name));
            var passes = Passes.Of(body, continuation);
            if (!passes.IsEmpty) yield return new(body, null, body.Method, continuation, null, passes);
        }
    }

    /// <summary>A missing name that comes first in a base list is taken for a class, whatever it is.</summary>
    private static INamedTypeSymbol? UnresolvedMark(TypeFacts type) =>
        type.Symbol.Interfaces.Append(type.Symbol.BaseType).FirstOrDefault(contract =>
            contract is not null && MiddlewareMarks.IsUnresolvedContract(contract, type));

    /// <summary>The next link where a link holds it, or its base class does.</summary>
    private static Continuation? SuccessorOf(TypeFacts type, IMethodSymbol method, INamedTypeSymbol mark)
    {
        if (method.Parameters.Length != 1) return null;
        var next = type.AllSlots.FirstOrDefault(slot => !slot.IsStatic && IsMark(slot.Type, mark))?.Symbol
            ?? mark.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property => !property.IsStatic && IsMark(property.Type, mark));
        return next is null ? null : new(ContinuationKind.Inner, next.OriginalDefinition, method.Name);
    }

    /// <summary>Two uses of a missing name are two symbols.</summary>
    private static bool IsMark(ITypeSymbol held, INamedTypeSymbol mark) => SymbolEqualityComparer.Default.Equals(held, mark)
        || held.TypeKind == TypeKind.Error && mark.TypeKind == TypeKind.Error && held.Name == mark.Name;

    private static Continuation MarkedContinuation(IMethodSymbol method, INamedTypeSymbol mark)
    {
        if (mark.TypeKind != TypeKind.Interface && method.OverriddenMethod is { IsAbstract: false }
            && !method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate))
            return new(ContinuationKind.Base, null, method.Name);
        if (method.Parameters.LastOrDefault(parameter => parameter.Type.TypeKind is TypeKind.Delegate) is { } next)
            return new(ContinuationKind.Parameter, next);
        if (method.Parameters.Length > 1) return new(ContinuationKind.Parameter, method.Parameters[method.Parameters.Length - 1], method.Name);
        return new(ContinuationKind.Context, method.Parameters.FirstOrDefault() ?? (ISymbol)method, MiddlewareMarks.AdvanceOf(mark) ?? "Invoke");
    }

    /// <summary>The parameter of a function from continuation to continuation; null for any other method.</summary>
    private static IParameterSymbol? FactoryContinuation(IMethodSymbol method)
    {
        if (method.ReturnType.TypeKind != TypeKind.Delegate) return null;
        var same = method.Parameters.Where(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, method.ReturnType)).ToList();
        return same.Count == 1 && method.ReturnType.DelegateSignature() is { Parameters.Length: > 0 } signature
            && signature.Parameters.Any(LinkShapes.IsRequest) ? same[0] : null;
    }

    private static IEnumerable<Link> Lambdas(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation.FunctionSymbol() is not { } function) continue;
            var continuation = LambdaContinuation(operation, function) ?? EnclosingContinuation(operation, body);
            if (continuation is null) continue;
            var passes = Passes.Of(body, operation, continuation);
            if (!passes.IsEmpty) yield return new(body, operation, function, continuation, null, passes);
        }
    }

    /// <summary>(context, next) =&gt; …, given to a call.</summary>
    private static Continuation? LambdaContinuation(IOperation operation, IMethodSymbol function)
    {
        if (operation is not IAnonymousFunctionOperation || function.Parameters.Length < 2 || !IsArgument(operation)) return null;
        var next = function.Parameters[function.Parameters.Length - 1];
        return next.Type.TypeKind == TypeKind.Error || function.CanContinue(next.Type) ? new(ContinuationKind.Parameter, next) : null;
    }

    /// <summary>next =&gt; context =&gt; …: the inner function is the link, the outer one's parameter the rest of the chain.</summary>
    private static Continuation? EnclosingContinuation(IOperation operation, Body body)
    {
        var outer = operation.EnclosingFunction();
        if (outer is IAnonymousFunctionOperation && !IsArgument(outer)) return null;
        var symbol = outer is null ? body.Method : outer.FunctionSymbol()!;
        return FactoryContinuation(symbol) is { } next ? new(ContinuationKind.Parameter, next) : null;
    }

    private static bool IsArgument(IOperation lambda)
    {
        foreach (var outer in lambda.Ancestors())
        {
            if (outer is IDelegateCreationOperation or IConversionOperation) continue;
            return outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var target } }
                ? target.ContainingNamespace?.ToDisplayString() != "System.Linq"
                : outer is IInvalidOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax };
        }
        return false;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>
/// A machine of objects: each state is an object that gets the events, and leads to the next. The context hands events to the current one; states ask the
/// context for the next one or give it back.
/// </summary>
internal static class StateObjects
{
    private const int FewestStates = 2;

    public static bool MayBeIn(TypeFacts type) => type.Slots.Any(slot => IsCandidate(slot, type));

    public static Machine? In(TypeFacts type)
    {
        foreach (var slot in type.Slots)
        {
            if (!IsCandidate(slot, type)) continue;
            foreach (var body in type.Bodies)
            {
                if (body.IsConstructor || !body.Words.Has(slot.Name)) continue;
                if (body.Operations.Select(one => Moved(one, slot)).FirstOrDefault(moved => moved is not null) is not var (assignment, value)) continue;
                if (GivesNext(value, slot, body) is { } next)
                    return Describe(slot, body, assignment, next, $"'{next}' of the current one gives the next");
                if ((IsAskedForByStates(body, slot, type) ?? IsAskedForByKind(body, slot, type)) is { } asking
                    && (HandsEventsOn(type, slot, body) || IsLeftAndEntered(body, slot, assignment, value)))
                    return Describe(slot, body, assignment, asking.Name, $"states such as '{asking.Name}' ask for the next one themselves");
            }
        }
        return null;
    }

    private static Machine Describe(Slot slot, Body body, IOperation assignment, string because, string phrase) =>
        new(slot.Symbol, body, TakesMessages: false, IsCertain: true, ImmutableArray.Create(
        Evidence.At(slot.Symbol, $"'{slot.Name}' is the current state, an object"),
        Evidence.At(assignment, phrase)));

    /// <summary>A contract of this project that several types fill in. No binding.</summary>
    private static bool IsCandidate(Slot slot, TypeFacts type)
    {
        if (slot.IsReadOnly || slot.IsStatic || slot.Type is not INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class } contract
            || !contract.IsContract() || type.Project.Of(contract) is not { } declared) return false;
        if (type.Symbol.Is(declared.Symbol)) return false;
        return contract.GetMembers().OfType<IMethodSymbol>()
            .Any(method => method.IsAbstract && method.MethodKind == MethodKind.Ordinary
                && (method.Parameters.Length > 0 || SymbolEqualityComparer.Default.Equals(method.ReturnType.Awaited(), contract)))
            && type.Project.ImplementationsOf(contract).Where(implementation => !implementation.IsAbstract).Skip(FewestStates - 1).Any();
    }

    private static bool Is(IOperation? operation, Slot slot) => SymbolEqualityComparer.Default.Equals(operation?.Referenced(), slot.Symbol);

    /// <summary>The current state is replaced, by an assignment or in one atomic step; and by what.</summary>
    private static (IOperation Site, IOperation Value)? Moved(IOperation operation, Slot slot) => operation switch
    {
        ISimpleAssignmentOperation assignment when Is(assignment.Target, slot) => (assignment, assignment.Value),
        IInvocationOperation { TargetMethod: { Name: "Exchange" or "CompareExchange", ContainingType.Name: "Interlocked" } } exchange
            when Is(exchange.Arguments[0].Value, slot) => (exchange, exchange.Arguments[1].Value),
        _ => null,
    };

    /// <summary><c>state = state.Handle(message)</c>, also through a local.</summary>
    private static string? GivesNext(IOperation value, Slot slot, Body body)
    {
        value = value.Plain();
        if (value is ILocalReferenceOperation { Local: var local })
            value = body.DeclaredValue(local)?.Plain() ?? value;
        if (value is not IInvocationOperation { Instance: { } current, TargetMethod: { IsAbstract: true } method } call || !Is(current, slot)) return null;
        if (!call.Arguments.Any(argument => IsEvent(argument.Value))) return null;
        return body.Type.Project.BodiesOf(method).Any(state => state.Operations.Any(operation => IsAnother(operation, state.Type, slot))) ? method.Name : null;
    }

    /// <summary>Something that happened outside. A position that the code counts, or a fixed name, says where to go among parts: with it a cursor moves over a
    /// tree.</summary>
    private static bool IsEvent(IOperation argument) => !argument.ConstantValue.HasValue
        && (argument.Plain() is IParameterReferenceOperation || argument.Type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64));

    /// <summary>A state that is not the one whose code this is: a new one, one that it knows, or a type that stands for one.</summary>
    private static bool IsAnother(IOperation operation, TypeFacts self, Slot slot) => operation.Plain() switch
    {
        IObjectCreationOperation or IInvalidOperation { Syntax: BaseObjectCreationExpressionSyntax } =>
            operation.Plain().Type is { } created && IsState(created, slot) && !SymbolEqualityComparer.Default.Equals(created.OriginalDefinition, self.Symbol),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Type: { } known } => IsState(known, slot),
        ILocalReferenceOperation or IInvocationOperation => operation.Type is { } made && IsState(made, slot),
        _ => false,
    };

    private static bool IsState(ITypeSymbol type, Slot slot) => type.Is((INamedTypeSymbol)slot.Type);

    /// <summary>A state, or what all have in common, that calls the method by which the context moves on.</summary>
    private static INamedTypeSymbol? IsAskedForByStates(Body mover, Slot slot, TypeFacts type)
    {
        foreach (var state in type.Project.ImplementationsOf(slot.Type).Append((INamedTypeSymbol)slot.Type))
        {
            if (type.Project.Of(state) is not { } facts || !facts.Words.Has(mover.Method.AssociatedSymbol?.Name ?? mover.Name)) continue;
            foreach (var body in facts.Bodies)
            {
                if (!body.Words.Has(mover.Method.AssociatedSymbol?.Name ?? mover.Name)) continue;
                if (body.Operations.Any(operation => Requests(operation, mover).Any(requested => IsAnother(requested, facts, slot))
                    || RequestsByType(operation, mover, slot))) return state;
            }
        }
        return null;
    }

    /// <summary>
    /// A state of several that call methods of the context which make a state of some kind and move on to it; the states may do so by a method of their
    /// own base class, or through a contract of the context.
    /// </summary>
    private static INamedTypeSymbol? IsAskedForByKind(Body mover, Slot slot, TypeFacts type)
    {
        var makers = type.Bodies.Where(body => body != mover && body.Words.Has(mover.Name) && !body.IsConstructor
            && body.Operations.SelectMany(operation => Requests(operation, mover)).Any(requested => Makes(requested, slot))).ToList();
        if (makers.Count == 0) return null;
        var helpers = type.Project.Of((INamedTypeSymbol)slot.Type)!.Bodies.Where(body => CallsAny(body, makers)).ToList();
        var asking = type.Project.ImplementationsOf(slot.Type).Where(state => type.Project.Of(state) is { } facts
            && facts.Bodies.Any(body => CallsAny(body, makers) || CallsAny(body, helpers))).Take(FewestStates).ToList();
        return asking.Count == FewestStates ? asking[0] : null;
    }

    /// <summary>A new state, made here or by a factory that the context was given.</summary>
    private static bool Makes(IOperation requested, Slot slot) => requested.Plain() is IObjectCreationOperation
        || Call.From(requested.Plain()) is { IsDelegate: true } && requested.Type is { } made && IsState(made, slot);

    private static bool CallsAny(Body body, List<Body> called) => called.Exists(one => Calls(body, one));

    private static bool Calls(Body body, Body called) => body.Words.Has(called.Name)
        && body.Calls.Any(call => call.Target is { } target && (SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, called.Method)
            || target.IsAbstract && called.Type.Project.BodiesOf(target).Contains(called)));

    /// <summary>Who moves on tells the old state that it is left, and the new one that it begins.</summary>
    private static bool IsLeftAndEntered(Body mover, Slot slot, IOperation assignment, IOperation next) =>
        mover.Calls.Any(call => call.Syntax.Span.End <= assignment.Syntax.SpanStart && Is(call.Receiver, slot))
        && mover.Calls.Any(call => call.Syntax.SpanStart >= assignment.Syntax.Span.End
            && (Is(call.Receiver, slot) || call.ReceiverSymbol is { } told && SymbolEqualityComparer.Default.Equals(told, next.Referenced())));

    /// <summary>What an operation asks a mover to move on to.</summary>
    public static IEnumerable<IOperation> Requests(IOperation operation, Body mover) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call when SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, mover.Method) =>
            call.Arguments.Select(argument => argument.Value),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment
            when SymbolEqualityComparer.Default.Equals(property.OriginalDefinition, mover.Method.AssociatedSymbol) => new[] { assignment.Value },
        _ => Enumerable.Empty<IOperation>(),
    };

    private static bool RequestsByType(IOperation operation, Body mover, Slot slot) =>
        operation is IInvocationOperation { TargetMethod: { TypeArguments.Length: 1 } method }
        && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, mover.Method) && IsState(method.TypeArguments[0], slot);

    /// <summary>The current state is called elsewhere, also by the property whose setter moves on.</summary>
    private static bool HandsEventsOn(TypeFacts type, Slot slot, Body mover) => type.Bodies.Any(body => body != mover
        && (body.Words.Has(slot.Name) || mover.Method.AssociatedSymbol is { } property && body.Words.Has(property.Name))
        && body.Calls.Any(call => call.ReceiverSymbol is { } receiver && (SymbolEqualityComparer.Default.Equals(receiver, slot.Symbol)
            || call.Receiver!.IsOwnMember() && SymbolEqualityComparer.Default.Equals(receiver, mover.Method.AssociatedSymbol))));
}

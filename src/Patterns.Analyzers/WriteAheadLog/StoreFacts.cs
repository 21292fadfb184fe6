using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>How a type uses a log that it holds: what it appends, what it changes, and what it does with the records on the way back.</summary>
internal sealed class StoreFacts
{
    private readonly ProjectLogs logs;

    private StoreFacts(TypeFacts type, ProjectLogs logs)
    {
        this.logs = logs;
        Type = type;
        var handles = new Words(Handles(type, logs).Concat(logs.StaticReaders).ToArray());
        var users = type.AllBodies.Where(body => body.Words.HasAny(handles)).ToList();
        var appending = users.Where(body => body.Words.HasAny(logs.AppendNames)).ToList();
        var direct = appending.Where(body => body.Calls.Any(IsAppend)).ToList();
        var names = new Words(direct.Select(body => body.Name).Distinct().ToArray());
        Appending = direct.Concat(type.AllBodies.Where(body => !direct.Contains(body) && body.Words.HasAny(names))).ToImmutableArray();
        Recoveries = users.Where(body => logs.AreEnumerated || body.Words.HasAny(logs.ReplayNames)).Select(body => Recovery.In(body, logs)).OfType<Recovery>()
            .ToImmutableArray();
        Changes = LoggedChange.In(this).ToImmutableArray();
        Delivered = direct.Count == 0 ? null : FindDelivery(direct);
    }

    public TypeFacts Type { get; }

    /// <summary>The bodies that append, themselves or through one of the type's own methods.</summary>
    public ImmutableArray<Body> Appending { get; }

    public ImmutableArray<LoggedChange> Changes { get; }

    public ImmutableArray<Recovery> Recoveries { get; }

    /// <summary>The member to which the logged record comes back, and which alone applies it; null where there is none.</summary>
    public Body? Delivered { get; }

    /// <summary>The log that it appends to.</summary>
    public LogFacts? Log => Appending.SelectMany(body => body.Calls).Concat(Recoveries.SelectMany(recovery => recovery.Body.Calls))
        .Select(call => logs.OwnerOf(call.Target)).Concat(Recoveries.Select(recovery => recovery.Log)).FirstOrDefault(log => log is not null);

    /// <summary>True where the log is told how each change came out: it keeps a record of what happened, not of what is to be done.</summary>
    public bool KeepsHistory => Changes.GroupBy(change => change.Body).All(changes => changes.Any(change => change.IsToldOutcome));

    /// <summary>True where each change has been made before the log is told of it.</summary>
    public bool LogsAfterwards => Changes.GroupBy(change => change.Body).All(changes =>
        changes.Any(change => change.IsToldOutcome) || changes.Where(change => !change.IsLater).All(change => change.IsToldAfterwards));

    /// <summary>A collection of logs that it appends to in turn; null where it has one log.</summary>
    public Slot? Segments => Type.AllSlots.FirstOrDefault(slot => slot.Type.ElementType() is INamedTypeSymbol element && logs.IsLog(element));

    /// <summary>True when it cuts the log.</summary>
    public bool CutsLog => Type.AllBodies.Any(body => body.Words.HasAny(logs.CutNames) && body.Calls.Any(IsCut));

    public static StoreFacts? Of(TypeFacts type)
    {
        var logs = ProjectLogs.Of(type.Project);
        return logs.IsEmpty || !type.SelfAndSourceBases.Any(one => one.Words.HasAny(logs.AppendNames) || one.Words.HasAny(logs.ReplayNames))
            || !Handles(type, logs).Any()
            ? null
            : type.Project.GetOrAdd((typeof(StoreFacts), type.Symbol), () => new StoreFacts(type, logs));
    }

    /// <summary>The names under which the type's code can reach a log: what it holds, and what its methods are given.</summary>
    private static IEnumerable<string> Handles(TypeFacts type, ProjectLogs logs)
    {
        foreach (var slot in type.AllSlots)
            if (logs.IsLogOrHolder(slot.Type)) yield return slot.Name;
        foreach (var method in type.SelfAndSourceBases.SelectMany(one => one.Symbol.GetMembers()).OfType<IMethodSymbol>())
            foreach (var parameter in method.Parameters)
                if (logs.IsLog(parameter.Type)) yield return parameter.Name;
    }

    /// <summary>True for a call that appends to a log which is not the object itself.</summary>
    public bool IsAppend(Call call) => logs.KindOf(call.Target) == LogMember.Append && call.Receiver is not (null or IInstanceReferenceOperation);

    /// <summary>True for a call of a log's own member.</summary>
    public bool IsPartOfLog(IOperation operation) =>
        Call.From(operation) is { } call && (logs.KindOf(call.Target) != LogMember.None || logs.IsLog(call.Receiver?.Type));

    /// <summary>The log whose member is called.</summary>
    public LogFacts? OwnerOf(Call call) => logs.OwnerOf(call.Target);

    /// <summary>True for a call that cuts a log.</summary>
    public bool IsCut(Call call) => logs.KindOf(call.Target) == LogMember.Cut;

    /// <summary>The appends of a body: its own, and those of the type's methods one call away, where the site is the call.</summary>
    public IEnumerable<(IOperation Site, Call Append)> AppendsIn(Body body)
    {
        foreach (var call in body.Calls)
            if (IsAppend(call)) yield return (call.Operation, call);
        foreach (var (call, callee) in body.Callees)
        {
            if (callee.Type != body.Type && !body.Type.SelfAndSourceBases.Contains(callee.Type) || !callee.Words.HasAny(logs.AppendNames)) continue;
            foreach (var inner in callee.Calls)
                if (IsAppend(inner)) { yield return (call.Operation, inner); break; }
        }
    }

    /// <summary>The calls of a body by which a log has its records applied when it reads them back.</summary>
    public IEnumerable<Mutation> AppliedIn(Body body)
    {
        foreach (var call in body.Calls)
            if (logs.Applies(call.Target) && call.ReceiverSymbol is { } state) yield return new(call.Operation, state.Name);
    }

    private Body? FindDelivery(List<Body> direct)
    {
        var records = direct.SelectMany(body => body.Calls).Where(IsAppend).Select(call => logs.OwnerOf(call.Target)).OfType<LogFacts>().Distinct()
            .SelectMany(RecordTypes.Of).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var handed = Type.AllBodies.Where(body => body.IsConstructor || body.Method.DeclaredAccessibility != Accessibility.Private)
            .SelectMany(body => body.Of<IMethodReferenceOperation>()).Select(reference => reference.Method.OriginalDefinition)
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        return Type.AllBodies.FirstOrDefault(body => handed.Contains(body.Method)
            && body.Method.Parameters.Any(parameter => records.Contains(parameter.Type.OriginalDefinition)
            && body.Calls.Any(call => call.Receiver?.IsOwnMember() == true && call.Arguments.Any(argument => argument.Mentions(parameter)))));
    }
}

/// <summary>A body that reads a log back and walks over its records.</summary>
/// <param name="Body">The body.</param>
/// <param name="Replay">The call that reads the log, or the loop over the log itself.</param>
/// <param name="Log">The log that is read.</param>
/// <param name="Applies">Whether a record changes state or reaches a callback.</param>
/// <param name="Yields">Whether the body hands the records on to its own caller.</param>
internal sealed record Recovery(Body Body, IOperation Replay, LogFacts? Log, bool Applies, bool Yields)
{
    /// <summary>Whether each record is told what to do itself again to.</summary>
    public bool IsRedone { get; init; }

    public static Recovery? In(Body body, ProjectLogs logs)
    {
        foreach (var call in body.Calls)
        {
            if (logs.KindOf(call.Target) != LogMember.Replay || !IsOfOther(call, body)) continue;
            if (call.Arguments.Any(IsSink)) return new(body, call.Operation, logs.OwnerOf(call.Target), Applies: true, Yields: false);
            if (Walk(body, call.Operation, logs.OwnerOf(call.Target), logs) is { } walk) return walk;
            if (LogCode.IsStatement(call) && logs.IsAppliedBy(call.Target))
                return new(body, call.Operation, logs.OwnerOf(call.Target), Applies: true, Yields: false);
        }
        return body.Of<IForEachLoopOperation>().Select(loop => logs.EnumeratedBy(loop) is { } log ? Walk(body, loop, log, logs) : null)
            .FirstOrDefault(walk => walk is not null);
    }

    /// <summary>A member of a log that is not the object itself, or one that the log's type offers for any file.</summary>
    private static bool IsOfOther(Call call, Body body) => call.Target is { IsStatic: true, IsExtensionMethod: false, ContainingType: var owner }
        ? !SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, body.Type.Symbol)
        : call.Receiver is not (null or IInstanceReferenceOperation);

    private static Recovery? Walk(Body body, IOperation replay, LogFacts? log, ProjectLogs logs)
    {
        var loops = body.Of<ILoopOperation>().ToList();
        if (loops.Count == 0) return null;
        var applies = Mutation.In(body, operation => IsIn(operation, loops))
            .Any(mutation => !IsOfLog(mutation, logs))
            || body.Calls.Any(inner => inner.IsDelegate && IsIn(inner.Operation, loops))
            || body.Callees.Any(callee => IsIn(callee.Call.Operation, loops) && IsAppliedBy(callee.Body, callee.Call, body, logs));
        var isRedone = body.Calls.Any(inner => IsDoneAgain(inner, body));
        var yields = body.Operations.Any(operation => operation is IReturnOperation { Kind: OperationKind.YieldReturn });
        return new(body, replay, log, applies || isRedone, yields) { IsRedone = isRedone };
    }

    /// <summary>A record of the loop goes to a helper of the type, which changes with it what the type holds, or what it found there.</summary>
    private static bool IsAppliedBy(Body helper, Call call, Body body, ProjectLogs logs)
    {
        if (!LogCode.IsStatement(call) || call.Operation is not IInvocationOperation invocation
            || call.Operation.Enclosing<IForEachLoopOperation>() is not { } loop || !body.Type.SelfAndSourceBases.Contains(helper.Type)) return false;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { } parameter || parameter.Ordinal >= helper.Method.Parameters.Length
                || !loop.Locals.Any(argument.Value.Mentions)) continue;
            var carried = RecordFlow.CarriersOf(helper.Method.Parameters[parameter.Ordinal], helper);
            if (Mutation.In(helper, operation => carried.Any(operation.Mentions)).Any(change => !IsOfLog(change, logs))) return true;
        }
        return false;
    }

    /// <summary>A call of the log itself, or a sentence for whoever reads the diagnostics.</summary>
    private static bool IsOfLog(Mutation change, ProjectLogs logs) => Call.From(change.Site) is { } call
        && (logs.KindOf(call.Target) != LogMember.None || logs.IsLog(call.Receiver?.Type) || IsMessage(call));

    /// <summary>A record of the loop, or a part of it, is handed an object of the project from outside the loop: it does again to it what it did.</summary>
    private static bool IsDoneAgain(Call call, Body body) =>
        call is { IsDelegate: false, Target.IsExtensionMethod: false, Receiver: { } record } && LogCode.IsStatement(call)
        && call.Operation.Enclosing<IForEachLoopOperation>() is { } loop && loop.Locals.Any(record.Mentions)
        && call.Arguments.Any(argument => argument.Referenced() is { } state && !loop.Locals.Contains(state, SymbolEqualityComparer.Default)
            && (argument.IsOwnMember() || argument is ILocalReferenceOperation && !state.DeclaringSyntaxReferences.Any(declared =>
                loop.Syntax.Span.Contains(declared.Span)))
            && argument.Type is { TypeKind: TypeKind.Class or TypeKind.Interface } type && body.Type.Project.Of(type) is not null);

    /// <summary>A sentence told to whoever reads the diagnostics: what its receiver counts or keeps is no state of the store.</summary>
    public static bool IsMessage(Call call) => call.Arguments.Length > 0 && call.Arguments[0] switch
    {
        IInterpolatedStringOperation => true,
        { Type.SpecialType: SpecialType.System_String, ConstantValue: { HasValue: true, Value: string text } } => text.Contains(" "),
        _ => false,
    };

    /// <summary>A callback, or the collection that the log fills.</summary>
    private static bool IsSink(IOperation argument) =>
        argument is IDelegateCreationOperation or IMethodReferenceOperation or IAnonymousFunctionOperation || argument.Type?.TypeKind == TypeKind.Delegate
        || argument.IsOwnMember() && argument.Type is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class, TypeArguments.Length: > 0 };

    private static bool IsIn(IOperation site, List<ILoopOperation> loops) =>
        site.Ancestors().Any(outer => outer is ILoopOperation loop && loops.Contains(loop));
}

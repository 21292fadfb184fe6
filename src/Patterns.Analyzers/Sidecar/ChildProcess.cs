using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>A process that a type starts with what the two need to find each other, keeps, and ends.</summary>
/// <param name="Slot">What keeps it.</param>
/// <param name="Launch">How it is started, by the type itself or by what it keeps.</param>
/// <param name="Stop">The call that ends it.</param>
/// <param name="StopBody">The body in which that call stands.</param>
/// <param name="Notice">Where the end of the process is noticed, or its health asked for; null where it is not.</param>
internal sealed record ChildProcess(ISymbol Slot, Launch Launch, Call Stop, Body StopBody, IOperation? Notice)
{
    private const int Depth = 4;

    private static readonly string[] Endings = ["Kill", "Stop", "Shutdown", "ShutDown", "Terminate", "Close"];

    public static bool MayBeIn(TypeFacts type) =>
        type.SelfAndSourceBases.Any(self => self.Words.HasAny(Keepers.Ending)) && (Launch.MayBeIn(type.Words) || Keepers.IsKeeper(type));

    /// <summary>The process of a type, or null.</summary>
    public static ChildProcess? In(TypeFacts type)
    {
        var bodies = type.SelfAndSourceBases.SelectMany(self => self.Bodies).ToList();
        foreach (var slot in type.AllSlots)
        {
            if (LaunchOf(slot, type, bodies, Depth) is not { } launch || StopOf(slot.Symbol, bodies) is not var (stop, stopBody)) continue;
            if (IsInherited(slot, launch, stopBody, type) && !SpeaksTo(slot.Symbol, type)) continue;
            return new(slot.Symbol, launch, stop, stopBody, NoticeIn(bodies) ?? (launch.Body.Type != type ? NoticeIn(launch.Body.Type.Bodies) : null));
        }
        return null;
    }

    /// <summary>Who inherits all of it is one of several kinds of process that the base launches, and need not be the one that serves this process.</summary>
    private static bool IsInherited(Slot slot, Launch launch, Body stop, TypeFacts type) =>
        !type.Slots.Contains(slot) && stop.Type != type && launch.Body.Type != type;

    private static bool SpeaksTo(ISymbol slot, TypeFacts type) =>
        type.Bodies.Any(body => body.Words.Has(slot.Name) && body.Operations.Any(operation => Outgoing.IsExchange(operation) || Outgoing.IsAtHand(operation)));

    /// <summary>True for a call that ends what a slot keeps; the handle of a process that is disposed of leaves the process alone.</summary>
    public static bool IsStop(Call call, ISymbol slot, Body body)
    {
        if (!IsEnding(call)) return false;
        if (call.Receiver is { } receiver && receiver is not IInstanceReferenceOperation && (IsProcess(receiver.Type) || !Keepers.IsProcess(slot.HeldType()))
            && LeadsTo(receiver, slot, body)) return true;
        return call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), slot));
    }

    /// <summary>True when a value is, or is reached from, what a slot keeps.</summary>
    public static bool LeadsTo(IOperation value, ISymbol slot, Body body)
    {
        if (value.Mentions(slot)) return true;
        return value.SelfAndDescendants()
            .Any(operation => operation is ILocalReferenceOperation { Local: var local } && Sources(local, body).Any(source => source.Mentions(slot))
            || operation is IConditionalAccessInstanceOperation instance && instance.ConditionalReceiver() is { } outer
                && (outer.Mentions(slot) || outer.Referenced() is ILocalSymbol kept && Sources(kept, body).Any(source => source.Mentions(slot))));
    }

    private static bool IsProcess(ITypeSymbol? type) => type.Named("System.Diagnostics.Process");

    private static bool IsEnding(Call call) => IsProcess(call.Receiver?.Type)
        ? call.Name is "Kill" or "CloseMainWindow"
            || call.Target is { IsExtensionMethod: true } && Array.Exists(Endings, ending => call.Name.StartsWith(ending, StringComparison.Ordinal))
        : call.Name.StartsWith("Dispose", StringComparison.Ordinal) && call.Receiver is not null
            || Array.Exists(Endings, ending => call.Name.StartsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<IOperation> Sources(ISymbol local, Body body)
    {
        foreach (var value in Settings.AssignedTo(local, body)) yield return value;
        foreach (var operation in body.Operations)
            foreach (var (variable, source) in operation.Introduced())
                if (source is not null && SymbolEqualityComparer.Default.Equals(variable, local)) yield return source;
    }

    /// <summary>How what a slot keeps is started. A keeper that itself tells the process how the two find each other launches it; one that runs what it is
    /// told leaves that to its owner.</summary>
    private static Launch? LaunchOf(Slot slot, TypeFacts type, List<Body> bodies, int depth)
    {
        foreach (var body in bodies)
            if (Launch.MayBeIn(body.Words) && Launch.In(body) is { } launch && Fills(launch, slot.Symbol, body)) return launch;
        if (Keepers.IsProcess(slot.Type)) return IsHandedOver(slot, type) ? LaunchedFor(type) : null;
        if (depth == 0) return null;
        var keepers = Keepers.In(slot.Type, type.Project).ToList();
        if (keepers.Count == 0 || !IsMadeOrStarted(slot.Symbol, bodies)) return null;
        foreach (var keeper in keepers)
            if (!SymbolEqualityComparer.Default.Equals(keeper.Symbol, type.Symbol) && LaunchedBy(keeper, depth - 1) is { IsOpaque: true } launch) return launch;
        return null;
    }

    /// <summary>The process comes by the constructor.</summary>
    private static bool IsHandedOver(Slot slot, TypeFacts type) =>
        slot.Symbol is IParameterSymbol || type.SelfAndSourceBases.SelectMany(self => self.Bodies).Any(body => body.IsConstructor && body.Words.Has(slot.Name)
        && body.Operations.Any(operation => operation.Assigned() is (var target, { } value)
            && SymbolEqualityComparer.Default.Equals(target.Referenced(), slot.Symbol)
            && value.SelfAndDescendants().Any(part => part is IParameterReferenceOperation)));

    /// <summary>The launch of who starts a process and gives it to a new keeper.</summary>
    private static Launch? LaunchedFor(TypeFacts keeper)
    {
        foreach (var maker in keeper.Project.Declared)
        {
            if (maker == keeper || !maker.Words.Has(keeper.Symbol.Name) || !Launch.MayBeIn(maker.Words)) continue;
            if (!maker.Bodies.Any(body => body.Words.Has(keeper.Symbol.Name)
                && body.Of<IObjectCreationOperation>().Any(made => SymbolEqualityComparer.Default.Equals(made.Type?.OriginalDefinition, keeper.Symbol))))
                continue;
            foreach (var body in maker.Bodies)
                if (Launch.MayBeIn(body.Words) && Launch.In(body) is { } launch) return launch;
        }
        return null;
    }

    /// <summary>The launch of what a keeper starts and ends. Many types may hold one keeper, in several layers: what it does is asked once.</summary>
    private static Launch? LaunchedBy(TypeFacts keeper, int depth) => keeper.Project.GetOrAdd<Launch?>((nameof(LaunchedBy), keeper.Symbol, depth), () =>
    {
        var bodies = keeper.SelfAndSourceBases.SelectMany(self => self.Bodies).ToList();
        foreach (var slot in keeper.AllSlots)
            if (LaunchOf(slot, keeper, bodies, depth) is { } launch && StopOf(slot.Symbol, bodies) is not null) return launch;
        return null;
    });

    /// <summary>The slot gets what the launch makes, or is what the launch prepares.</summary>
    private static bool Fills(Launch launch, ISymbol slot, Body body)
    {
        if (launch.Place.Mentions(slot)) return true;
        foreach (var operation in body.Operations)
        {
            if (operation.Assigned() is (var target, { } value) && SymbolEqualityComparer.Default.Equals(target.Referenced(), slot)
                && ComesFrom(value, launch, body, Depth)) return true;
            if (operation is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Enqueue" or "Push", Instance: { } list } add
                && SymbolEqualityComparer.Default.Equals(list.Referenced(), slot)
                && add.Arguments.Any(argument => ComesFrom(argument.Value, launch, body, Depth))) return true;
        }
        return IsResult(launch, body) && body.Type.Bodies.Any(other => other != body && other.Words.Has(body.Name) && other.Operations.Any(operation =>
            operation.Assigned() is (var target, { } value) && SymbolEqualityComparer.Default.Equals(target.Referenced(), slot)
            && IsMadeBy(value, body.Method, other)));
    }

    /// <summary>The value is what a member of the type answers, or is made of that by way of a local.</summary>
    private static bool IsMadeBy(IOperation value, IMethodSymbol member, Body body) => value.SelfAndDescendants().Any(inner => inner switch
    {
        IInvocationOperation { TargetMethod: var method } => SymbolEqualityComparer.Default.Equals(method, member),
        ILocalReferenceOperation { Local: var local } =>
            body.DeclaredValue(local) is { } given
            && given.Contains(part => part is IInvocationOperation { TargetMethod: var method } && SymbolEqualityComparer.Default.Equals(method, member)),
        _ => false,
    });

    private static bool IsResult(Launch launch, Body body) =>
        body.Of<IReturnOperation>().Any(result => result.ReturnedValue is { } value && ComesFrom(value, launch, body, Depth));

    private static bool ComesFrom(IOperation value, Launch launch, Body body, int depth) =>
        value.SelfAndDescendants().Any(operation => operation == launch.Place
        || depth > 0 && operation is ILocalReferenceOperation { Local: var local }
            && (Settings.AssignedTo(local, body).Any(source => ComesFrom(source, launch, body, depth - 1)) || IsPrepared(local, launch, body)));

    /// <summary><c>process.StartInfo = launch</c>.</summary>
    private static bool IsPrepared(ISymbol local, Launch launch, Body body) => launch.Place.Mentions(local) || body.Operations.Any(operation =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "StartInfo", Instance: { } process } } assignment
        && SymbolEqualityComparer.Default.Equals(process.Referenced(), local) && ComesFrom(assignment.Value, launch, body, 1));

    private static bool IsMadeOrStarted(ISymbol slot, List<Body> bodies)
    {
        foreach (var body in bodies)
        {
            if (!body.Words.Has(slot.Name)) continue;
            foreach (var operation in body.Operations)
            {
                if (operation.Assigned() is (var target, IObjectCreationOperation or IInvocationOperation)
                    && SymbolEqualityComparer.Default.Equals(target.Referenced(), slot)) return true;
                if (Call.From(operation) is { Receiver: { } receiver } call && !IsEnding(call) && IsStart(call.Name) && LeadsTo(receiver, slot, body))
                    return true;
            }
        }
        return false;
    }

    private static bool IsStart(string name) =>
        name.StartsWith("Start", StringComparison.Ordinal) || name.StartsWith("Launch", StringComparison.Ordinal)
        || name.StartsWith("Run", StringComparison.Ordinal)
        || name.StartsWith("Restart", StringComparison.Ordinal) || name.StartsWith("Spawn", StringComparison.Ordinal);

    private static (Call Stop, Body Body)? StopOf(ISymbol slot, List<Body> bodies)
    {
        foreach (var body in bodies)
        {
            if (!body.Words.Has(slot.Name)) continue;
            foreach (var call in body.Calls)
                if (IsStop(call, slot, body)) return (call, body);
        }
        return null;
    }

    private static IOperation? NoticeIn(IEnumerable<Body> bodies)
    {
        foreach (var body in bodies)
            foreach (var operation in body.Operations)
                if (IsNotice(operation, body)) return operation;
        return null;
    }

    private static bool IsNotice(IOperation operation, Body body) => operation switch
    {
        IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: var @event } } =>
            @event.Name.Contains("Exit") && !@event.ContainingType.Named("System.AppDomain"),
        IInvocationOperation { TargetMethod.Name: "WaitForExitAsync" } =>
            operation.Ancestors().Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation)
            || !body.Words.HasAny(Keepers.Ending),
        IPropertyReferenceOperation { Property: { Name: "HasExited", ContainingType: var owner } } =>
            owner.Named("System.Diagnostics.Process") && operation.Ancestors().Any(outer => outer is ILoopOperation or IAnonymousFunctionOperation),
        ILoopOperation loop =>
            loop is not IForEachLoopOperation && body.Words.HasAny(Outgoing.Words) && loop.Contains(Contact.IsPause) && loop.Contains(Outgoing.IsExchange),
        _ => false,
    };

    /// <summary>
    /// An exit handler that tells a planned end from a crash, by a flag that another member sets, or starts the process again: who runs a tool for one job
    /// does neither.
    /// </summary>
    public bool IsSupervised =>
        Launch.Body.Type.Bodies.Any(body =>
            body.Of<IEventAssignmentOperation>().Any(assignment => IsNotice(assignment, body) && Supervises(assignment.HandlerValue, body)));

    private static bool Supervises(IOperation handler, Body body)
    {
        var type = body.Type;
        var code = handler.Function(body)?.SelfAndDescendants()
            ?? handler.SelfAndDescendants().OfType<IMethodReferenceOperation>().SelectMany(reference => type.Project.BodiesOf(reference.Method))
                .SelectMany(one => one.Operations);
        return code.Any(operation => operation switch
        {
            IMemberReferenceOperation { Type.SpecialType: SpecialType.System_Boolean, Member: var flag } =>
                type.Bodies.Any(other => other.Words.HasAny(Keepers.Ending)
                    && other.Operations.Any(inner => inner.Assigned() is (var target, _) && SymbolEqualityComparer.Default.Equals(target.Referenced(), flag))),
            IInvocationOperation { TargetMethod: var method } =>
                type.Project.BodiesOf(method).Any(callee => callee.Type == type && Launch.MayBeIn(callee.Words)),
            _ => false,
        });
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>
/// What makes a type a log: a medium that only grows, members that append to it, members that read it back in order, and members that cut it. Looks at the
/// type's own code and one call beyond, never at conclusions about other types.
/// </summary>
internal sealed class LogFacts
{
    private static readonly Words TailWords = new(
        "Append", "AppendText", "AppendAllText", "AppendAllTextAsync", "AppendAllLines", "AppendAllLinesAsync", "AppendAllBytes", "AppendAllBytesAsync", "Seek",
        "Position", "RandomAccess", "Open", "OpenOrCreate", "OpenWrite",
        "OpenHandle", "StreamWriter");

    /// <summary>What an initialiser says that opens a file in a certain mode, or makes a flush durable.</summary>
    private static readonly Words InitializerWords = new("FileMode", "FileOptions", "StreamWriter", "Flush", "FlushToDisk", "fsync", "fdatasync",
        "FlushFileBuffers");

    private static readonly Words ClosingWords = new("Close", "Dispose", "DisposeAsync");

    private readonly LogBodies bodies = new();
    private readonly Lazy<ImmutableArray<IOperation>> initializers;
    private readonly LogCuts? cuts;

    private LogFacts(TypeFacts type)
    {
        Type = type;
        initializers = new(FindInitializers);
        var near = LogBodies.NearStorage(type);
        bodies.Read(LogGate.HoldsPositioned(type) ? near : near.Where(body => body.IsConstructor || body.Words.HasAny(TailWords)));
        var tail = FindOpenedAtEnd();
        if (tail is null)
        {
            tail = FindOpenedByCreator();
            IsOpenedByCreator = tail is not null;
        }
        if (tail is null && !OpensInPlace && !LogGate.IsGivenStream(type)) return;
        bodies.Read(near);
        if (!bodies.All.Any(one => one.WritesStorage) || tail is null && !bodies.All.Any(one => one.Replay is { IsText: false })) return;
        bodies.Read(LogBodies.Callers(type, near));
        Tail = tail ?? FindSequentialWrite();
        if (Tail is null) return;
        Appends = bodies.All.Where(IsAppend).OrderByDescending(one => one.Body.Method.DeclaredAccessibility == Accessibility.Public)
            .ThenByDescending(one => RecordParameters(one.Body.Method).Any(IsPayload)).Select(one => one.Body).ToImmutableArray();
        Queued = FindQueued().ToImmutableArray();
        if (!IsWriter) return;
        Replays = bodies.All.Where(one => one.Replay is not null && !IsFilling(one) && !IsForAnyFile(one)).Select(one => one.Replay!)
            .OrderBy(replay => replay.IsText).ToImmutableArray();
        cuts = new(this);
        Cuts = bodies.All.Where(one => !one.Body.IsConstructor && !IsDisposal(one.Body) && cuts.In(one).Any()).OrderByDescending(one => one.Body.IsOpen)
            .ThenBy(one => LogCuts.Rank(cuts.In(one)))
            .Select(one => Evidence.At(cuts.In(one).First(), $"'{one.Body.DisplayName}' cuts it")).ToImmutableArray();
        DurableFlush = initializers.Value.Where(LogCode.IsDurableFlush).Concat(Flushing.SelectMany(one => one.DurableFlushes)).FirstOrDefault();
    }

    /// <summary>What reads from a stream that its caller hands in, and writes, takes the caller's bytes in.</summary>
    private static bool IsFilling(LogCode one) => one.WritesStorage && one.Reads.Count > 0 && one.Reads.All(read => read.Source.Origin == StreamOrigin.Passed);

    public TypeFacts Type { get; }

    /// <summary>Where the code shows that writes go to the end; null when they do not.</summary>
    public IOperation? Tail { get; }

    /// <summary>True where another type of the project opens the file at its end.</summary>
    public bool IsOpenedByCreator { get; }

    /// <summary>The members that others call to append a record.</summary>
    public ImmutableArray<Body> Appends { get; } = ImmutableArray<Body>.Empty;

    /// <summary>The members that hand a record to a queue which the type drains into its medium.</summary>
    public ImmutableArray<Body> Queued { get; } = ImmutableArray<Body>.Empty;

    /// <summary>The loops that read records back.</summary>
    public ImmutableArray<ReplayLoop> Replays { get; } = ImmutableArray<ReplayLoop>.Empty;

    public ImmutableArray<Evidence> Cuts { get; } = ImmutableArray<Evidence>.Empty;

    /// <summary>Where a body cuts the log.</summary>
    public IEnumerable<IOperation> CutsIn(LogCode one) => cuts?.In(one) ?? Enumerable.Empty<IOperation>();

    /// <summary>A flush that waits for the disk while the log is in use, or null.</summary>
    public IOperation? DurableFlush { get; }

    /// <summary>The code that has records wait for the disk: not what copies the file elsewhere, nor what only closes it.</summary>
    public IEnumerable<LogCode> Flushing
    {
        get
        {
            var path = WritePath.ToImmutableHashSet();
            return bodies.All.Where(one => one.DurableFlushes.Any(flush => flush is IFieldReferenceOperation)
                || one.DurableFlushes.Count > 0 && (path.Contains(one) || one is { Opens.Count: 0, Reads.Count: 0 })
                    && (one.WritesStorage || !one.Body.Words.HasAny(ClosingWords)));
        }
    }

    /// <summary>True when a file is opened so that every write waits for the disk.</summary>
    public bool OpensWriteThrough =>
        DurableFlush is IFieldReferenceOperation || bodies.All.SelectMany(one => one.DurableFlushes).Any(flush => flush is IFieldReferenceOperation);

    /// <summary>True when the type appends to a medium that only grows.</summary>
    public bool IsWriter => !Appends.IsEmpty || !Queued.IsEmpty;

    /// <summary>The member that the message names first.</summary>
    public Body Entry => Appends.IsEmpty ? Queued[0] : Appends[0];

    /// <summary>The base type of the project that is the log; null where there is none, or where the type has storage of its own to do with.</summary>
    public TypeFacts? InheritedFrom => bodies.All.Any(one => one.Body.Type == Type && (one.WritesStorage || one.Reads.Count > 0 || CutsIn(one).Any())) ? null
        : Type.SelfAndSourceBases.Skip(1).FirstOrDefault(type => Of(type) is { IsLog: true });

    /// <summary>True when a base type of the project is the log, and all that appends is declared there.</summary>
    public bool IsInherited => Type.SelfAndSourceBases.Skip(1).Any(type => Of(type) is { IsLog: true }) && Appends.All(body => body.Type != Type);

    /// <summary>True when the type also reads its records back.</summary>
    public bool IsLog => IsWriter && !Replays.IsEmpty;

    /// <summary>
    /// True for a writer that shows by itself that its records are for the time after a crash, whoever reads them: they are framed, forced to the disk, and
    /// cut one day.
    /// </summary>
    public bool IsForRecovery =>
        IsWriter && !IsStream && DurableFlush is not null && !IsText && WritePath.All(one => one.Seeks.Count == 0)
        && Framing.Of(this).Count > 0 && (!Cuts.IsEmpty || LogHolder.Drops(this));

    /// <summary>A static reader of lines that nobody in the project calls is for whoever looks at such files, not for what a crash has left.</summary>
    private bool IsForAnyFile(LogCode one) => one.Body.Method is { IsStatic: true, Parameters.Length: > 0 } reader && bodies.All.Any(code => code.WritesText)
        && !Type.Project.Declared.Any(type => type.Words.Has(reader.Name) && type.Bodies.Any(body => body.Words.Has(reader.Name)
            && body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, reader))));

    /// <summary>True for a stream, and for a wrapper that passes one's members on by their names: what is written to it is its user's affair.</summary>
    private bool IsStream =>
        Type.Symbol.Is(Type.Project.Known["System.IO.Stream"])
        || bodies.All.Any(one => one.Cuts.Any(cut => Call.From(cut) is { Name: var name } && name == one.Body.Name));

    /// <summary>True when its records are plain text: only what is done with them tells them from the lines of a diagnostic log.</summary>
    public bool IsText => Replays.IsEmpty ? WritePath.Any(one => one.WritesText) : Replays.All(replay => replay.IsText);

    /// <summary>The storage code of every body that matters.</summary>
    public IEnumerable<LogCode> Code => bodies.All;

    /// <summary>The bodies that appending runs through, inside the type.</summary>
    public IEnumerable<LogCode> AppendPath => Appends.Concat(Queued).SelectMany(body => InOrder(body.Method)).Distinct();

    /// <summary>The bodies that bring a record to storage: those that appending runs through, and those that take it out of the queue.</summary>
    public IEnumerable<LogCode> WritePath =>
        Queued.IsEmpty ? AppendPath : AppendPath.Concat(bodies.All.Where(one => one.WritesStorage && !one.Replaces)).Distinct();

    /// <summary>The facts of a type, or null where its words rule a medium out.</summary>
    public static LogFacts? Of(TypeFacts type) => type.Project.GetOrAdd(
        (typeof(LogFacts), type.Symbol),
        () => LogGate.IsOpen(type) ? new LogFacts(type) : null);

    /// <summary>The methods of the type that a method runs, itself included.</summary>
    public ImmutableHashSet<IMethodSymbol> Reach(IMethodSymbol method) => bodies.Reach(method);

    /// <summary>True when running the method does such a thing to storage, in the type's own code.</summary>
    public bool Reaches(IMethodSymbol method, Func<LogCode, bool> condition) => bodies.Reaches(method, condition);

    /// <summary>The storage code that a body calls, inside the type.</summary>
    public IEnumerable<LogCode> CodeCalledBy(LogCode one) => bodies.CalledBy(one);

    /// <summary>The streams that the type's own code passes for a parameter.</summary>
    public IEnumerable<StreamSource> Passed(IParameterSymbol parameter)
    {
        foreach (var one in bodies.All)
            foreach (var invocation in one.Body.Of<IInvocationOperation>())
                foreach (var argument in invocation.Arguments)
                    if (SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter))
                        yield return StreamSource.Of(argument.Value, one.Body);
    }

    /// <summary>Where a file is opened to be kept.</summary>
    public IEnumerable<IOperation> Openings => bodies.All.SelectMany(one => one.Opens).Concat(initializers.Value);

    private bool OpensInPlace =>
        bodies.All.Any(one => one.Opens.Count > 0) || initializers.Value.Any(operation => StreamSource.OfMode(operation) == StreamOrigin.Opened);

    private IOperation? FindOpenedAtEnd() =>
        bodies.All.SelectMany(one => one.Tails.Where(tail => !IsFileOfCaller(tail, one.Body))).FirstOrDefault()
        ?? initializers.Value.FirstOrDefault(operation => StreamSource.OfMode(operation) == StreamOrigin.Appended || StreamSource.Appends(operation))
        ?? Type.AllBodies.Where(body => body.IsConstructor)
            .SelectMany(body => body.Occurrences(operation => StreamSource.OfMode(operation) == StreamOrigin.Appended, LogGate.OpenAtEndWords))
            .FirstOrDefault().Site;

    /// <summary>True for a file that the caller names anew with each call and that is closed again: a helper that adds to files, not a log.</summary>
    private static bool IsFileOfCaller(IOperation tail, Body body)
    {
        if (!body.IsOpen || body.IsConstructor) return false;
        var opening = tail is IFieldReferenceOperation ? tail.Ancestors().FirstOrDefault(outer => outer is IObjectCreationOperation or IInvocationOperation)
            : tail;
        var path = (opening as IObjectCreationOperation)?.Arguments.FirstOrDefault()?.Value
            ?? (opening as IInvocationOperation)?.Arguments.FirstOrDefault()?.Value;
        return path?.Plain() is IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String, Parameter.ContainingSymbol: var owner }
            && SymbolEqualityComparer.Default.Equals(owner, body.Method)
            && !opening!.Ancestors().Any(outer => outer is IAssignmentOperation { Target: IMemberReferenceOperation });
    }

    /// <summary>Where another type opens a file at its end and has this one write to it.</summary>
    private IOperation? FindOpenedByCreator()
    {
        if (!LogGate.IsGivenStream(Type)) return null;
        foreach (var creator in Type.Project.Declared)
        {
            if (creator == Type || !creator.Words.Has(Type.Symbol.Name)) continue;
            foreach (var body in creator.Bodies)
                if (body.Words.Has(Type.Symbol.Name))
                    foreach (var creation in body.Of<IObjectCreationOperation>())
                        if (SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, Type.Symbol)
                            && creation.Arguments.Any(argument => IsAppended(argument.Value, body))) return creation;
        }
        return null;
    }

    /// <summary>A file that is opened at its end, or a method of the project that opens one.</summary>
    private static bool IsAppended(IOperation value, Body body)
    {
        if (value.Type.DelegateSignature() is null) return StreamSource.Of(value, body).Origin == StreamOrigin.Appended;
        if (value.Contains(inner => StreamSource.OfMode(inner) == StreamOrigin.Appended)) return true;
        return value.SelfAndDescendants().OfType<IMethodReferenceOperation>().Any(opener => body.Type.Project.BodiesOf(opener.Method).Any(one =>
            one.Of<IReturnOperation>().Any(answer => answer.ReturnedValue is { } file && StreamSource.Of(file, one).Origin == StreamOrigin.Appended)));
    }

    /// <summary>A file that is kept open, only ever written where the last write ended, and read back; or one that somebody else opened, where what is read
    /// back is applied.</summary>
    private IOperation? FindSequentialWrite()
    {
        if (!bodies.All.Any(one => one.Replay is { IsText: false } replay && (OpensInPlace || replay.Applied is not null || IsRunByConstructor(replay))))
            return null;
        foreach (var one in bodies.All.Where(IsAppend))
        {
            var path = InOrder(one.Body.Method).ToList();
            if (path.All(reached => reached.Seeks.Count == 0) || path.Any(EndsWhereItWrote))
                return path.First(reached => reached.WritesStorage).Writes.First(write => write.Source.IsStorage).Site;
        }
        return null;
    }

    /// <summary>The file is made to end behind what was written to it.</summary>
    private static bool EndsWhereItWrote(LogCode one) => one.WritesStorage && one.Cuts.Any(cut =>
        LogCode.IsShortened(cut) && Call.From(cut) is { Arguments: [IPropertyReferenceOperation { Property.Name: "Position" } behind] } call
        && SymbolEqualityComparer.Default.Equals(behind.Instance?.Referenced(), call.ReceiverSymbol));

    /// <summary>True for a loop by which the type reads its records back when it is made.</summary>
    public bool IsRunByConstructor(ReplayLoop replay) =>
        Type.Bodies.Any(body => body.IsConstructor && bodies.Reach(body.Method).Contains(replay.Body.Method));

    private bool IsAppend(LogCode one) =>
        IsOpen(one.Body) && !IsQuestion(one.Body) && !one.Replaces && one.Replay is null or { IsText: true }
        && AppendReach(one.Body.Method).Any(reached => reached.WritesStorage)
        && RecordParameters(one.Body.Method).Any(parameter => new RecordFlow(bodies.Of, bodies.Definitions).IsWritten(parameter));

    /// <summary>A member that says yes where it finds its argument in what the type holds, and notes it where it does not: a set that is kept on
    /// disk.</summary>
    private static bool IsQuestion(Body body) => body.Method.ReturnType.Awaited().SpecialType == SpecialType.System_Boolean
        && body.Of<IConditionalOperation>()
            .Any(choice =>
                choice.Condition.Contains(inner => Call.From(inner) is { Receiver: { } receiver } call && receiver.IsOwnMember() && Mutation.IsLookup(call))
            && choice.WhenTrue.Contains(inner => inner is IReturnOperation { ReturnedValue: { } answer } && answer.IsConstant(true)));

    /// <summary>What a method runs, apart from code that replaces files: a log that rolls on the way does not append by rolling.</summary>
    private IEnumerable<LogCode> AppendReach(IMethodSymbol method) =>
        bodies.Reach(method, next => !next.Replaces).Where(bodies.Has).Select(one => bodies.Of(one)!);

    /// <summary>The same, the method itself first and the rest as it is written, so that a finding always stands in the same place.</summary>
    private IEnumerable<LogCode> InOrder(IMethodSymbol method) =>
        AppendReach(method).OrderByDescending(one => SymbolEqualityComparer.Default.Equals(one.Body.Method, method))
            .ThenBy(one => one.Body.Declaration.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(one => one.Body.Declaration.SpanStart);

    /// <summary>Members that give a parameter to something held, which was made with one of the appending members, or which an appending member
    /// drains.</summary>
    private IEnumerable<Body> FindQueued()
    {
        var drained = bodies.All.Where(one => AppendReach(one.Body.Method).Any(reached => reached.WritesStorage))
            .SelectMany(one => one.Body.Of<IMemberReferenceOperation>()).Where(reference => reference.IsOwnMember())
            .Select(reference => reference.Member).Where(member => member is not IFieldSymbol { IsConst: true })
            .Concat(Type.AllBodies.SelectMany(FedByAppend))
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var body in Type.AllBodies)
        {
            if (!IsOpen(body) || IsQuestion(body) || bodies.Has(body.Method) && Appends.Contains(body) || !RecordParameters(body.Method).Any()) continue;
            if (Type.AllSlots.Any(slot => drained.Contains(slot.Symbol) && body.Words.Has(slot.Name)) && body.Calls.Any(call => Enqueues(call, drained, body))
                || body.Callees.Any(callee => callee.Body is { IsOpen: false } helper && helper.Type == body.Type && callee.Call.Arguments.Any(argument =>
                    IsOfParameter(argument, body)) && EnqueuesIn(helper, drained)))
                yield return body;
        }
    }

    /// <summary>The slots that are made with a delegate to an appending member: a batcher around the log.</summary>
    private IEnumerable<ISymbol> FedByAppend(Body body)
    {
        if (!body.IsConstructor) yield break;
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
        {
            if (assignment.Value.Plain() is not IObjectCreationOperation creation || assignment.Target.Referenced() is not { } target) continue;
            if (creation.Arguments.SelectMany(argument => argument.Value.SelfAndDescendants()).OfType<IMethodReferenceOperation>()
                .Any(reference => bodies.Definitions(reference.Method).Any(IsWriting)))
                yield return target;
        }
    }

    /// <summary>An appending member, or one that writes many records at once.</summary>
    private bool IsWriting(IMethodSymbol method) => Appends.Any(append => SymbolEqualityComparer.Default.Equals(append.Method, method))
        || bodies.Of(method) is { WritesStorage: true, Replaces: false } && method.Parameters.Any(parameter =>
            parameter.Type.ElementType() is { SpecialType: SpecialType.None });

    /// <summary>A helper that makes bytes of what it is handed and puts them into the queue.</summary>
    private bool EnqueuesIn(Body helper, ImmutableHashSet<ISymbol> drained)
    {
        if (!Type.AllSlots.Any(slot => drained.Contains(slot.Symbol) && helper.Words.Has(slot.Name))) return false;
        var carried = RecordParameters(helper.Method).SelectMany(parameter => RecordFlow.CarriersOf(parameter, helper)).ToList();
        return helper.Calls.Any(call => Mutation.IsCollectionMutator(call) && call.ReceiverSymbol is { } queue && drained.Contains(queue)
            && call.Arguments.Any(argument => carried.Any(argument.Mentions)));
    }

    private static bool IsOfParameter(IOperation argument, Body body) => NamesParameter(argument)
        || argument.Referenced() is ILocalSymbol local && body.DeclaredValue(local) is { } made && NamesParameter(made);

    /// <summary>A part of what a collection holds is asked for.</summary>
    private static bool TakesOut(Call call) => call.Target?.ReturnType is { } answer && !answer.IsTask() && answer.ElementType() is not null;

    private bool Enqueues(Call call, ImmutableHashSet<ISymbol> drained, Body body) =>
        call.Receiver is { } receiver && !Mutation.IsLookup(call) && !TakesOut(call)
        && call.Arguments.Any(argument => (call.Arguments.Length == 1 || !IsCallback(argument)) && IsOfParameter(argument, body))
        && receiver.SelfAndDescendants().Any(operation => operation.Referenced() is { } symbol && drained.Contains(symbol))
        && !StreamSource.IsStream(receiver.Type, Type.Project.Known);

    /// <summary>What is told of the progress of something else; the one thing that is handed on may be the deed that waits in a queue.</summary>
    private static bool IsCallback(IOperation argument) => argument is IDelegateCreationOperation or IMethodReferenceOperation or IAnonymousFunctionOperation;

    private static bool NamesParameter(IOperation value) =>
        value.Contains(operation => operation is IParameterReferenceOperation { Parameter.Type.Name: not "CancellationToken" });

    /// <summary>The parameters that can carry a record: not tokens, flags, streams or callbacks.</summary>
    public static IEnumerable<IParameterSymbol> RecordParameters(IMethodSymbol method) => method.Parameters.Where(parameter =>
        parameter is { RefKind: not RefKind.Out,
            Type: { SpecialType: not SpecialType.System_Boolean, Name: not "CancellationToken", TypeKind: not TypeKind.Delegate } });

    /// <summary>More than a number or a name, which only say where a record goes, or that one is complete.</summary>
    private static bool IsPayload(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.None;

    private static bool IsOpen(Body body) =>
        body is { IsOpen: true, IsConstructor: false } && body.Method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation
        && !IsDisposal(body);

    private static bool IsDisposal(Body body) => body.Name is "Dispose" or "DisposeAsync";

    /// <summary>What field and property initialisers do with files.</summary>
    private ImmutableArray<IOperation> FindInitializers() =>
        Type.SelfAndSourceBases.Where(one => one.Words.HasAny(InitializerWords)).SelectMany(one => one.Slots)
        .Select(slot => Initializers.ValueOf(slot.Symbol, Type.Project)).OfType<IOperation>().SelectMany(value => value.SelfAndDescendants())
            .ToImmutableArray();
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>
/// What makes a type a log: a medium that only grows, members that append to it, members that read it back in order, and members that cut it.
/// Looks at the type's own code and one call beyond, never at conclusions about other types.
/// </summary>
internal sealed class LogFacts
{
    private static readonly Words MediumWords = new(
        "FileMode", "RandomAccess", "SeekOrigin", "SetLength", "AppendAllText", "AppendAllLines", "AppendAllBytes", "AppendText");

    private static readonly Words HeldStreamWords = new("Flush", "FlushAsync", "Position");

    private static readonly Words FileWords = new(
        "File", "FileInfo", "FileMode", "FileStream", "FileOptions", "RandomAccess", "SafeFileHandle", "Stream", "BinaryWriter", "StreamWriter", "TextWriter", "BinaryReader", "StreamReader", "TextReader");

    private static readonly Words TailWords = new(
        "Append", "AppendText", "AppendAllText", "AppendAllLines", "AppendAllBytes", "Seek", "Position", "RandomAccess", "Open", "OpenOrCreate", "OpenWrite", "OpenHandle");

    /// <summary>What an initialiser says that opens a file in a certain mode, or makes a flush durable.</summary>
    private static readonly Words InitializerWords = new("FileMode", "FileOptions", "Flush", "FlushToDisk", "fsync", "fdatasync", "FlushFileBuffers");

    /// <summary>What code says that opens a file, or sets the position in one; the end itself aside.</summary>
    private static readonly Words GrowingWords = new(
        "Open", "OpenOrCreate", "OpenWrite", "OpenHandle", "SeekOrigin", "Position", "RandomAccess", "AppendText", "AppendAllText", "AppendAllTextAsync", "AppendAllLines", "AppendAllLinesAsync", "AppendAllBytes",
        "AppendAllBytesAsync");

    private static readonly Words FileModeWords = new("FileMode");

    private static readonly Words OpenAtEndWords = new("Append", "AppendText");

    private readonly Dictionary<IMethodSymbol, LogCode> code = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> calls = new(SymbolEqualityComparer.Default);

    private readonly Lazy<ImmutableArray<IOperation>> initializers;
    private readonly LogCuts? cuts;

    private LogFacts(TypeFacts type)
    {
        Type = type;
        initializers = new(FindInitializers);
        var near = NearStorage(type);
        Read(near.Where(body => body.IsConstructor || body.Words.HasAny(TailWords)));
        var tail = FindOpenedAtEnd() ?? FindOpenedByCreator();
        if (tail is null && !OpensInPlace) return;
        Read(near);
        if (!code.Values.Any(one => one.WritesStorage) || tail is null && !code.Values.Any(one => one.Replay is { IsText: false })) return;
        Read(Callers(type, near));
        Tail = tail ?? FindSequentialWrite();
        if (Tail is null) return;
        Appends = code.Values.Where(IsAppend).OrderByDescending(one => one.Body.Method.DeclaredAccessibility == Accessibility.Public)
            .ThenByDescending(one => RecordParameters(one.Body.Method).Any(IsPayload)).Select(one => one.Body).ToImmutableArray();
        Queued = FindQueued().ToImmutableArray();
        if (!IsWriter) return;
        Replays = code.Values.Select(one => one.Replay).OfType<ReplayLoop>().OrderBy(replay => replay.IsText).ToImmutableArray();
        cuts = new(this);
        Cuts = code.Values.Where(one => !one.Body.IsConstructor && !IsDisposal(one.Body) && cuts.In(one).Any()).OrderByDescending(one => one.Body.IsOpen).ThenBy(one => LogCuts.Rank(cuts.In(one)))
            .Select(one => Evidence.At(cuts.In(one).First(), $"'{one.Body.DisplayName}' cuts it")).ToImmutableArray();
        DurableFlush = initializers.Value.Where(LogCode.IsDurableFlush).Concat(code.Values.SelectMany(one => one.DurableFlushes)).FirstOrDefault();
    }

    public TypeFacts Type { get; }

    /// <summary>Where the code shows that writes go to the end; null when they do not.</summary>
    public IOperation? Tail { get; }

    /// <summary>The members that others call to append a record.</summary>
    public ImmutableArray<Body> Appends { get; } = ImmutableArray<Body>.Empty;

    /// <summary>The members that hand a record to a queue which the type drains into its medium.</summary>
    public ImmutableArray<Body> Queued { get; } = ImmutableArray<Body>.Empty;

    /// <summary>The loops that read records back.</summary>
    public ImmutableArray<ReplayLoop> Replays { get; } = ImmutableArray<ReplayLoop>.Empty;

    public ImmutableArray<Evidence> Cuts { get; } = ImmutableArray<Evidence>.Empty;

    /// <summary>Where a body cuts the log.</summary>
    public IEnumerable<IOperation> CutsIn(LogCode one) => cuts?.In(one) ?? Enumerable.Empty<IOperation>();

    /// <summary>A flush that waits for the disk, or null.</summary>
    public IOperation? DurableFlush { get; }

    /// <summary>True when a file is opened so that every write waits for the disk.</summary>
    public bool OpensWriteThrough => DurableFlush is IFieldReferenceOperation || code.Values.SelectMany(one => one.DurableFlushes).Any(flush => flush is IFieldReferenceOperation);

    /// <summary>True when the type appends to a medium that only grows.</summary>
    public bool IsWriter => !Appends.IsEmpty || !Queued.IsEmpty;

    /// <summary>The member that the message names first.</summary>
    public Body Entry => Appends.IsEmpty ? Queued[0] : Appends[0];

    /// <summary>True when a base type of the project is the log, and the type adds nothing to it.</summary>
    public bool IsInherited => Type.SelfAndSourceBases.Skip(1).Any(type => Of(type) is { IsLog: true }) && Appends.All(body => body.Type != Type);

    /// <summary>True when the type also reads its records back.</summary>
    public bool IsLog => IsWriter && !Replays.IsEmpty;

    /// <summary>
    /// True for a writer that shows by itself that its records are for the time after a crash, whoever reads them: they are framed, forced to the disk, and cut one day.
    /// </summary>
    public bool IsForRecovery => IsWriter && !IsStream && DurableFlush is not null && !Cuts.IsEmpty && !IsText && WritePath.All(one => one.Seeks.Count == 0) && Framing.Of(this).Count > 0;

    /// <summary>True for a stream, and for a wrapper that passes one's members on by their names: what is written to it is its user's affair.</summary>
    private bool IsStream => Type.Symbol.Is(Type.Project.Known["System.IO.Stream"]) || code.Values.Any(one => one.Cuts.Any(cut => Call.From(cut) is { Name: var name } && name == one.Body.Name));

    /// <summary>True when its records are plain text: only what is done with them tells them from the lines of a diagnostic log.</summary>
    public bool IsText => Replays.IsEmpty ? WritePath.Any(one => one.WritesText) : Replays.All(replay => replay.IsText);

    /// <summary>The storage code of every body that matters.</summary>
    public IEnumerable<LogCode> Code => code.Values;

    /// <summary>The bodies that appending runs through, inside the type.</summary>
    public IEnumerable<LogCode> AppendPath => Appends.Concat(Queued).SelectMany(body => AppendReach(body.Method)).Distinct();

    /// <summary>The bodies that bring a record to storage: those that appending runs through, and those that take it out of the queue.</summary>
    public IEnumerable<LogCode> WritePath => Queued.IsEmpty ? AppendPath : AppendPath.Concat(code.Values.Where(one => one.WritesStorage && !one.Replaces)).Distinct();

    /// <summary>The facts of a type, or null where its words rule a medium out.</summary>
    public static LogFacts? Of(TypeFacts type) => type.Project.GetOrAdd(
        (typeof(LogFacts), type.Symbol),
        () => MayHoldMedium(type) && MayGrow(type) ? new LogFacts(type) : null);

    private static bool MayHoldMedium(TypeFacts type) => type.Symbol.TypeKind is TypeKind.Class or TypeKind.Struct && type.SelfAndSourceBases.Any(one =>
        one.Words.HasAny(MediumWords) || one.Words.HasAny(HeldStreamWords) && one.Slots.Any(slot => StreamSource.IsStream(slot.Type, type.Project.Known)));

    /// <summary>The words of the type, or those of what its constructors call, allow a file that is opened at its end or kept open where it is; or somebody else opens it.</summary>
    private static bool MayGrow(TypeFacts type) =>
        type.SelfAndSourceBases.Any(one => one.Words.HasAny(GrowingWords) || MayOpenAtEnd(one))
        || IsGivenStream(type) || type.AllBodies.Any(body => body.IsConstructor && body.Words.HasAny(OpenersOf(type.Project)));

    private static bool IsGivenStream(TypeFacts type) =>
        type.Symbol.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => StreamSource.IsStream(parameter.Type, type.Project.Known)));

    private static bool MayOpenAtEnd(TypeFacts type) => type.Words.HasAny(FileModeWords) && type.Words.HasAny(OpenAtEndWords);

    /// <summary>The names of the project's methods that may open a file at its end.</summary>
    private static Words OpenersOf(ProjectFacts project) => project.GetOrAdd(nameof(OpenersOf), () => new SharedScan<List<string>, Words>(
        project,
        type => MayOpenAtEnd(type) ? type.Bodies.Where(body => body.Words.HasAny(OpenAtEndWords)).Select(body => body.Name).ToList() : null,
        names => new(names.SelectMany(some => some).Distinct().ToArray()))).Result;

    /// <summary>The methods of the type that a method runs, itself included.</summary>
    public ImmutableHashSet<IMethodSymbol> Reach(IMethodSymbol method) => Reach(method, _ => true);

    private ImmutableHashSet<IMethodSymbol> Reach(IMethodSymbol method, Func<LogCode, bool> enters)
    {
        var seen = ImmutableHashSet.CreateBuilder<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>();
        pending.Push(method);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (!seen.Add(current)) continue;
            foreach (var next in CalledBy(current))
                if (enters(code[next])) pending.Push(next);
        }
        return seen.ToImmutable();
    }

    /// <summary>True when running the method does such a thing to storage, in the type's own code.</summary>
    public bool Reaches(IMethodSymbol method, Func<LogCode, bool> condition) => Reach(method).Any(one => code.TryGetValue(one, out var found) && condition(found));

    /// <summary>The streams that the type's own code passes for a parameter.</summary>
    public IEnumerable<StreamSource> Passed(IParameterSymbol parameter)
    {
        foreach (var one in code.Values)
            foreach (var invocation in one.Body.Of<IInvocationOperation>())
                foreach (var argument in invocation.Arguments)
                    if (SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter)) yield return StreamSource.Of(argument.Value, one.Body);
    }

    /// <summary>A stream, a wrapper or collection of streams, or an object of the project that holds one.</summary>
    public static bool HoldsStream(ITypeSymbol type, ProjectFacts project) => IsOrWrapsStream(type, project)
        || project.Of(type) is { } held && held.Slots.Any(slot => IsOrWrapsStream(slot.Type, project));

    private static bool IsOrWrapsStream(ITypeSymbol type, ProjectFacts project) =>
        StreamSource.IsStream(type, project.Known) || type is not IArrayTypeSymbol && StreamSource.IsStream(type.ElementType(), project.Known);

    /// <summary>Bodies whose words name a file, or a stream that the type holds or hands out.</summary>
    private static List<Body> NearStorage(TypeFacts type)
    {
        var held = type.AllSlots.Where(slot => HoldsStream(slot.Type, type.Project)).Select(slot => slot.Name);
        var handedOut = type.AllBodies.Where(body => StreamSource.IsStream(body.Method.ReturnType.Awaited(), type.Project.Known)).Select(body => body.Name);
        var streams = new Words(held.Concat(handedOut).Distinct().ToArray());
        return type.AllBodies.Where(body => body.Words.HasAny(FileWords) || body.Words.HasAny(streams)).ToList();
    }

    /// <summary>Bodies whose words name one of those bodies, and so on.</summary>
    private static IEnumerable<Body> Callers(TypeFacts type, List<Body> near)
    {
        var rest = new HashSet<Body>(type.AllBodies);
        for (var found = near; found.Count > 0;)
        {
            rest.ExceptWith(found);
            var names = new Words(found.Where(body => !body.IsConstructor).Select(body => body.Name).Distinct().ToArray());
            found = rest.Where(body => body.Words.HasAny(names)).ToList();
            foreach (var body in found) yield return body;
        }
    }

    private void Read(IEnumerable<Body> bodies)
    {
        foreach (var body in bodies)
            if (!code.ContainsKey(body.Method)) code[body.Method] = LogCode.Of(body);
    }

    /// <summary>The storage code that a body calls, inside the type.</summary>
    public IEnumerable<LogCode> CodeCalledBy(LogCode one) => CalledBy(one.Body.Method).Select(method => code[method]);

    private ImmutableArray<IMethodSymbol> CalledBy(IMethodSymbol method)
    {
        if (calls.TryGetValue(method, out var known)) return known;
        if (!code.TryGetValue(method, out var one)) return ImmutableArray<IMethodSymbol>.Empty;
        var found = one.Body.Operations
            .Select(operation => operation switch
            {
                IInvocationOperation invocation => invocation.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            })
            .OfType<IMethodSymbol>()
            .SelectMany(Definitions)
            .Where(code.ContainsKey)
            .ToImmutableArray();
        calls[method] = found;
        return found;
    }

    /// <summary>A method as the type declares it; for an abstract one the override.</summary>
    private IEnumerable<IMethodSymbol> Definitions(IMethodSymbol target)
    {
        var definition = target.OriginalDefinition;
        yield return definition;
        if (!definition.IsAbstract && !definition.IsVirtual) yield break;
        foreach (var method in code.Keys)
            if (SymbolEqualityComparer.Default.Equals(method.OverriddenMethod?.OriginalDefinition, definition)) yield return method;
    }

    private bool OpensInPlace => code.Values.Any(one => one.Opens.Count > 0) || initializers.Value.Any(operation => StreamSource.OfMode(operation) == StreamOrigin.Opened);

    private IOperation? FindOpenedAtEnd() =>
        code.Values.SelectMany(one => one.Tails.Where(tail => !IsFileOfCaller(tail, one.Body))).FirstOrDefault()
        ?? initializers.Value.FirstOrDefault(operation => StreamSource.OfMode(operation) == StreamOrigin.Appended)
        ?? Type.AllBodies.Where(body => body.IsConstructor)
            .SelectMany(body => body.Occurrences(operation => StreamSource.OfMode(operation) == StreamOrigin.Appended, OpenAtEndWords)).FirstOrDefault().Site;

    /// <summary>True for a file that the caller names anew with each call and that is closed again: a helper that adds to files, not a log.</summary>
    private static bool IsFileOfCaller(IOperation tail, Body body)
    {
        if (!body.IsOpen || body.IsConstructor) return false;
        var opening = tail is IFieldReferenceOperation ? tail.Ancestors().FirstOrDefault(outer => outer is IObjectCreationOperation or IInvocationOperation) : tail as IInvocationOperation;
        var path = (opening as IObjectCreationOperation)?.Arguments.FirstOrDefault()?.Value ?? (opening as IInvocationOperation)?.Arguments.FirstOrDefault()?.Value;
        return path?.Plain() is IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String, Parameter.ContainingSymbol: var owner } && SymbolEqualityComparer.Default.Equals(owner, body.Method) && !opening!.Ancestors().Any(outer => outer is IAssignmentOperation { Target: IMemberReferenceOperation });
    }

    /// <summary>Where another type opens a file at its end and has this one write to it.</summary>
    private IOperation? FindOpenedByCreator()
    {
        if (!IsGivenStream(Type)) return null;
        foreach (var creator in Type.Project.Declared)
        {
            if (creator == Type || !creator.Words.Has(Type.Symbol.Name) || !creator.Words.HasAny(OpenAtEndWords)) continue;
            foreach (var body in creator.Bodies)
                if (body.Words.Has(Type.Symbol.Name) && body.Words.HasAny(OpenAtEndWords))
                    foreach (var creation in body.Of<IObjectCreationOperation>())
                        if (SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, Type.Symbol) && creation.Arguments.Any(argument => StreamSource.Of(argument.Value, body).Origin == StreamOrigin.Appended)) return creation;
        }
        return null;
    }

    /// <summary>A file that is kept open, only ever written where the last write ended, and read back.</summary>
    private IOperation? FindSequentialWrite()
    {
        if (!OpensInPlace || !code.Values.Any(one => one.Replay is { IsText: false })) return null;
        foreach (var one in code.Values.Where(IsAppend))
        {
            var path = AppendReach(one.Body.Method).ToList();
            if (path.All(reached => reached.Seeks.Count == 0)) return path.First(reached => reached.WritesStorage).Writes.First(write => write.Source.IsStorage).Site;
        }
        return null;
    }

    private bool IsAppend(LogCode one) =>
        IsOpen(one.Body) && !IsQuestion(one.Body) && !one.Replaces && one.Replay is null or { IsText: true }
        && AppendReach(one.Body.Method).Any(reached => reached.WritesStorage)
        && RecordParameters(one.Body.Method).Any(parameter => new RecordFlow(CodeOf, Definitions).IsWritten(parameter));

    /// <summary>A member that says yes where it finds its argument in what the type holds, and notes it where it does not: a set that is kept on disk.</summary>
    private static bool IsQuestion(Body body) => body.Method.ReturnType.Awaited().SpecialType == SpecialType.System_Boolean
        && body.Of<IConditionalOperation>().Any(choice => choice.Condition.Contains(inner => Call.From(inner) is { Receiver: { } receiver } call && receiver.IsOwnMember() && Mutation.IsLookup(call))
            && choice.WhenTrue.Contains(inner => inner is IReturnOperation { ReturnedValue: { } answer } && answer.IsConstant(true)));

    private LogCode? CodeOf(IMethodSymbol method) => code.TryGetValue(method, out var one) ? one : null;

    /// <summary>What a method runs, apart from code that replaces files: a log that rolls on the way does not append by rolling.</summary>
    private IEnumerable<LogCode> AppendReach(IMethodSymbol method) => Reach(method, next => !next.Replaces).Where(code.ContainsKey).Select(one => code[one]);

    /// <summary>Members that give a parameter to something held, which was made with one of the appending members, or which an appending member drains.</summary>
    private IEnumerable<Body> FindQueued()
    {
        var drained = code.Values.Where(one => AppendReach(one.Body.Method).Any(reached => reached.WritesStorage))
            .SelectMany(one => one.Body.Of<IMemberReferenceOperation>()).Where(reference => reference.IsOwnMember())
            .Select(reference => reference.Member)
            .Concat(Type.AllBodies.SelectMany(FedByAppend))
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var body in Type.AllBodies)
        {
            if (!IsOpen(body) || IsQuestion(body) || code.ContainsKey(body.Method) && Appends.Contains(body) || !RecordParameters(body.Method).Any()) continue;
            if (Type.AllSlots.Any(slot => drained.Contains(slot.Symbol) && body.Words.Has(slot.Name)) && body.Calls.Any(call => Enqueues(call, drained, body))) yield return body;
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
                .Any(reference => Definitions(reference.Method).Any(method => Appends.Any(append => SymbolEqualityComparer.Default.Equals(append.Method, method))))) yield return target;
        }
    }

    private bool Enqueues(Call call, ImmutableHashSet<ISymbol> drained, Body body) =>
        call.Receiver is { } receiver && !Mutation.IsLookup(call) && call.Arguments.Any(argument => NamesParameter(argument) || argument.Referenced() is ILocalSymbol local && body.DeclaredValue(local) is { } made && NamesParameter(made))
        && receiver.SelfAndDescendants().Any(operation => operation.Referenced() is { } symbol && drained.Contains(symbol))
        && !StreamSource.IsStream(receiver.Type, Type.Project.Known);

    private static bool NamesParameter(IOperation value) => value.Contains(operation => operation is IParameterReferenceOperation { Parameter.Type.Name: not "CancellationToken" });

    /// <summary>The parameters that can carry a record: not tokens, flags, streams or callbacks.</summary>
    public static IEnumerable<IParameterSymbol> RecordParameters(IMethodSymbol method) => method.Parameters.Where(parameter =>
        parameter is { RefKind: not RefKind.Out, Type: { SpecialType: not SpecialType.System_Boolean, Name: not "CancellationToken", TypeKind: not TypeKind.Delegate } });

    /// <summary>More than a number or a name, which only say where a record goes, or that one is complete.</summary>
    private static bool IsPayload(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.None;

    private static bool IsOpen(Body body) => body is { IsOpen: true, IsConstructor: false } && body.Method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation && !IsDisposal(body);

    private static bool IsDisposal(Body body) => body.Name is "Dispose" or "DisposeAsync";

    /// <summary>What field and property initialisers do with files.</summary>
    private ImmutableArray<IOperation> FindInitializers() => Type.SelfAndSourceBases.Where(one => one.Words.HasAny(InitializerWords)).SelectMany(one => one.Slots)
        .Select(slot => Initializers.ValueOf(slot.Symbol, Type.Project)).OfType<IOperation>().SelectMany(value => value.SelfAndDescendants()).ToImmutableArray();
}

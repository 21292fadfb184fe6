using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>
/// A loop takes keys from a queue that holds each key only once and turns to somebody for each; a key that failed goes back, or what it stands for is read
/// anew. A queue of jobs knows no keys: it runs the same job twice when it is given twice.
/// </summary>
/// <param name="Loop">The loop.</param>
/// <param name="Queue">The member that holds the queue.</param>
/// <param name="Items">The locals that a taken key is in.</param>
/// <param name="Pass">The bodies that run for a key, that of the loop first.</param>
/// <param name="Turn">The call that reconciles.</param>
/// <param name="Return">The call that gives a key back, or null.</param>
/// <param name="Reading">The call that reads anew what the key stands for, or null.</param>
internal sealed record KeyedQueue(ILoopOperation Loop, ISymbol Queue, IReadOnlyList<ILocalSymbol> Items, IReadOnlyList<Body> Pass, Call Turn, Call? Return,
    Call? Reading)
{
    private const int Steps = 3;

    private static readonly string[] Giving = { "Add", "TryAdd", "Enqueue", "TryEnqueue", "Requeue", "Schedule", "Push", "Post", "Write", "TryWrite", "Put",
        "Offer" };
    private static readonly Words Loops = new("while", "for", "foreach");
    private static readonly Words Asking = new("Contains", "ContainsKey", "TryAdd", "Add", "TryGetValue");
    private static readonly Words Merging = new("AddOrUpdate");

    public static bool MayBeIn(TypeFacts type) => Queues(type).Any();

    public static KeyedQueue? In(TypeFacts type)
    {
        foreach (var queue in Queues(type))
            foreach (var body in type.Bodies)
                if (body.Words.Has(queue.Name) && body.Words.HasAny(Loops))
                    foreach (var loop in body.Of<ILoopOperation>())
                        if (In(loop, queue.Symbol, body) is { } found) return found;
        return null;
    }

    /// <summary>A call that gives something to the queue.</summary>
    public bool IsReturn(Call call) => IsOn(call, Queue) && IsGiving(call);

    private static KeyedQueue? In(ILoopOperation loop, ISymbol queue, Body body)
    {
        var items = Taken(loop, queue);
        if (items.Count == 0) return null;
        var pass = Reached(loop, body);
        var calls = pass.SelectMany(part => part == body ? part.Calls.Where(call => loop.Syntax.Span.Contains(call.Syntax.Span)) : part.Calls).ToList();
        if (calls.Where(call => IsTurn(call, queue) && call.Operation.Enclosing<ICatchClauseOperation>() is null).Select(call => (Call?)call)
            .LastOrDefault() is not { } turn) return null;
        var back = calls.Where(call => IsOn(call, queue) && IsGiving(call)).Select(call => (Call?)call).FirstOrDefault();
        var reading = calls.Where(call => call.Operation != turn.Operation && IsReading(call, turn, queue)).Select(call => (Call?)call).FirstOrDefault();
        return back is null && reading is null ? null : new(loop, queue, items, pass, turn, back, reading);
    }

    /// <summary>The locals that a loop puts in what it takes from the queue.</summary>
    private static List<ILocalSymbol> Taken(ILoopOperation loop, ISymbol queue)
    {
        if (loop is IForEachLoopOperation { IsAsynchronous: true } stream) return stream.Collection.Mentions(queue) ? stream.Locals.ToList() : new();
        if (loop is IForEachLoopOperation) return new();
        foreach (var operation in loop.Body.SelfAndDescendants())
        {
            if (Call.From(operation) is not { } take || !IsOn(take, queue) || IsGiving(take) || IsLookup(take) || operation.Enclosing<ILoopOperation>() != loop)
                continue;
            foreach (var outer in operation.Ancestors())
            {
                if (outer is IVariableDeclaratorOperation { Symbol: var local }) return new() { local };
                if (outer is IDeconstructionAssignmentOperation { Target: var target })
                    return target.SelfAndDescendants().OfType<ILocalReferenceOperation>().Select(one => one.Local).ToList();
            }
        }
        return new();
    }

    /// <summary>A queue says itself what is next; who is told the key of what it shall give is a map or a cache.</summary>
    private static bool IsLookup(Call take) =>
        take.Operation is IInvocationOperation { Arguments: var arguments }
        && arguments.Any(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.RefKind: RefKind.None }
        && argument.Value.Plain() is { ConstantValue.HasValue: false } told && !told.Type.Named("System.Threading.CancellationToken")
            && !told.Type.Named("System.TimeSpan"));

    /// <summary>The body and the members of the type that run for a key.</summary>
    private static List<Body> Reached(ILoopOperation loop, Body body)
    {
        var reached = new List<Body> { body };
        var last = body.Callees.Where(callee => loop.Syntax.Span.Contains(callee.Call.Syntax.Span)).Select(callee => callee.Body).ToList();
        for (var step = 0; step < Steps && last.Count > 0; step++)
        {
            last = last.Where(one => one.Type == body.Type && !reached.Contains(one)).Distinct().ToList();
            reached.AddRange(last);
            last = last.SelectMany(one => one.Callees.Select(callee => callee.Body)).ToList();
        }
        return reached;
    }

    /// <summary>Something held, other than the queue, that is called and waited for.</summary>
    private static bool IsTurn(Call call, ISymbol queue) => call.Receiver is { } held && held.IsOwnMember() && !IsOn(call, queue)
        && Correction.IsAsync(call) && (call.IsDelegate || call.Owner?.IsFramework() != true);

    /// <summary>What a call answers is what the turn gets.</summary>
    private static bool IsReading(Call call, Call turn, ISymbol queue) => IsTurn(call, queue) && call.Arguments.Length > 0
        && call.Operation.Enclosing<IVariableDeclaratorOperation>() is { Symbol: var read } && turn.Arguments.Any(argument => argument.Mentions(read));

    private static bool IsOn(Call call, ISymbol queue) => call.ReceiverSymbol is { } receiver && SymbolEqualityComparer.Default.Equals(receiver, queue);

    private static bool IsGiving(Call call) => call.Arguments.Length > 0 && Giving.Any(word =>
        call.Name.StartsWith(word, StringComparison.Ordinal) && (call.Name.Length == word.Length || char.IsUpper(call.Name[word.Length])));

    private static IEnumerable<Slot> Queues(TypeFacts type) => type.Slots.Where(slot => Candidates(slot.Type, type.Project).Any(IsKeyed));

    private static IEnumerable<TypeFacts> Candidates(ITypeSymbol held, ProjectFacts project)
    {
        if (held is not INamedTypeSymbol named || named.IsFramework() || project.Of(named) is not { } own) return Enumerable.Empty<TypeFacts>();
        return named.TypeKind == TypeKind.Interface ? project.ImplementationsOf(named).Select(project.Of).OfType<TypeFacts>() : own.SelfAndSourceBases;
    }

    /// <summary>A type with a line of things and a set or map of the same: it asks the one before it adds to the other, or merges what has the same
    /// key.</summary>
    private static bool IsKeyed(TypeFacts type)
    {
        var lines = type.Slots.Where(slot => IsLine(slot.Type)).ToList();
        if (lines.Count == 0) return false;
        foreach (var keys in type.Slots.Where(slot => IsKeys(slot.Type) && !IsTally(slot.Type)))
        {
            var same = lines.Any(line => SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)keys.Type).TypeArguments[0], line.Type.ElementType()));
            if (type.Bodies.Any(body => body.Method.Parameters.Length > 0 && body.Words.Has(keys.Name) && body.Words.HasAny(same ? Asking : Merging)
                && body.Calls.Any(call => IsOn(call, keys.Symbol) && (same ? Asking : Merging).Contains(call.Name)))) return true;
        }
        return false;
    }

    /// <summary>A map that counts for each key says how many there are of it, not that there is one.</summary>
    private static bool IsTally(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 2 } map && map.TypeArguments[1].SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    private static bool IsLine(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1, Name: "Queue" or "ConcurrentQueue" or "LinkedList" or "List" or "BlockingCollection" or "Channel" } line
        && line.IsFramework();

    private static bool IsKeys(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 or 2, Name: "HashSet" or "ISet" or "Dictionary" or "IDictionary" or "ConcurrentDictionary" or "SortedSet" } keys
        && keys.IsFramework();
}

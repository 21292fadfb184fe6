using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.PipelineDataflow.Conventions;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A queue that others write into, and a loop of the type's own that gives what it reads to another object, changed on the way, or sorts it into
/// other queues.</summary>
/// <param name="Queue">The channel or blocking collection.</param>
/// <param name="Writer">The member that others write through; null for a queue that arrives from outside.</param>
/// <param name="Reader">The loop.</param>
/// <param name="HandOver">The call that gives the item away.</param>
/// <param name="Change">What becomes of an item on the way.</param>
internal sealed record ChannelStage(Slot Queue, Body? Writer, ReaderLoop Reader, Call HandOver, Change Change)
{
    /// <summary>The type holds a queue of data. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Words.HasAny(Queues.Names) && type.Words.HasAny(ReaderLoop.Reads) && QueuesOf(type).Any();

    public static ChannelStage? Of(TypeFacts type)
    {
        foreach (var queue in QueuesOf(type))
        {
            var writer = type.Bodies.FirstOrDefault(body => body.IsOpen && !body.IsConstructor && Writes(body, queue));
            var isOpen = writer is not null || IsShared(queue, type);
            foreach (var body in type.Bodies)
                foreach (var reader in ReaderLoop.In(body, queue))
                    if (HandOverOf(reader, queue, type) is var (call, change)
                        && (isOpen || Queues.IsWrite(call) && FeederOf(queue, body) is not null)) return new(queue, writer, reader, call, change);
        }
        return null;
    }

    /// <summary>Others have the queue, too: the type has its reading end only, was given it, or gives it or its writing end to whoever asks.</summary>
    private static bool IsShared(Slot queue, TypeFacts type) => queue.Type.Named("System.Threading.Channels.ChannelReader`1")
        || queue.Symbol is IParameterSymbol or { DeclaredAccessibility: not Accessibility.Private }
        || Creations.Of(queue, type).Any(given => given is IParameterReferenceOperation)
        || type.Bodies.Any(body => body.IsOpen && Queues.IsQueue(body.Method.ReturnType)
            && !body.Method.ReturnType.Named("System.Threading.Channels.ChannelReader`1")
            && body.Words.Has(queue.Name) && body.Of<IReturnOperation>().Any(answer => Queues.Holder(answer.ReturnedValue, queue.Symbol)));

    /// <summary>The stage before this one stands in the same type.</summary>
    private static Body? FeederOf(Slot queue, Body reader) => reader.Type.Bodies.FirstOrDefault(body => body != reader && Writes(body, queue));

    private static bool Writes(Body body, Slot queue) =>
        body.Words.Has(queue.Name) && body.Calls.Any(call => Queues.IsWrite(call) && Queues.Holder(call.Receiver, queue.Symbol));

    private static IEnumerable<Slot> QueuesOf(TypeFacts type) => type.AllSlots.Where(slot => Queues.IsQueue(slot.Type) && Queues.CarriesData(slot.Type));

    /// <summary>The last call of the loop that gives away what became of an item.</summary>
    private static (Call Call, Change Change)? HandOverOf(ReaderLoop reader, Slot queue, TypeFacts type)
    {
        (Call, Change)? last = null;
        var derivation = Derivation.Of(reader.Body);
        foreach (var operation in reader.Code.SelfAndDescendants())
        {
            if (Call.From(operation) is not { } call || call.Operation == reader.Read.Operation || IsInCatch(operation)) continue;
            foreach (var argument in call.Arguments)
            {
                if (!reader.GivesRise(argument) || IsSentence(argument) || IsCopy(argument, reader) || GoesAlong(argument, call, reader, derivation)) continue;
                var changed = IsChanged(argument, call, reader, derivation);
                if (changed && IsAnotherStage(call, queue, reader.Body)) last = (call, ChangeTo(argument));
                else if (!changed && last is null && PutsAside(call, queue)) last = (call, Change.None);
                // One step further: the loop hands the item to a method of its own, and that hands on what it made of it.
                foreach (var callee in reader.Body.Callees)
                    if (!IsAsked(call) && callee.Call.Operation == call.Operation && callee.Body.Type == type
                        && PassedOn(callee.Body, argument, call, changed, queue, type) is { } passed) last = passed;
            }
        }
        return last;
    }

    /// <summary>What was read out of the item goes along with the item itself: that is what the work is about, not what the work is done on.</summary>
    private static bool GoesAlong(IOperation argument, Call call, ReaderLoop reader, Derivation derivation) =>
        !IsItem(argument, reader, derivation) && call.Arguments.Any(other => IsItem(other, reader, derivation));

    private static bool IsItem(IOperation argument, ReaderLoop reader, Derivation derivation) =>
        SymbolEqualityComparer.Default.Equals(argument.Type, reader.Item) && argument.Referenced() is { } item
        && (Derivation.Same(item, reader.Given) || item is ILocalSymbol && derivation.SourcesOf(item).Any(source => Reads(source, reader)));

    /// <summary>The loop works with the answer: the method computes something for it, and gives nothing away.</summary>
    private static bool IsAsked(Call call)
    {
        var outer = call.Operation.Parent;
        while (outer is IConversionOperation or IAwaitOperation
            or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" }
            or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } }) outer = outer.Parent;
        return !(outer is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }
            || call.Target is { } target
                && target.ReturnType.Awaited() is { SpecialType: SpecialType.System_Void or SpecialType.System_Boolean } or { Name: "Task" or "ValueTask" });
    }

    private static (Call Call, Change Change)? PassedOn(Body body, IOperation argument, Call through, bool changed, Slot queue, TypeFacts type)
    {
        var ordinal = through.Arguments.IndexOf(argument);
        if (ordinal < 0 || ordinal >= body.Method.Parameters.Length) return null;
        var item = body.Method.Parameters[ordinal];
        var derivation = Derivation.Of(body);
        foreach (var call in body.Calls)
            foreach (var given in call.Arguments)
                if (!IsInCatch(call.Operation) && !IsSentence(given) && IsAnotherStage(call, queue, body) && !IsCommanded(call, body)
                    && derivation.ComesFrom(given, item)
                    && (changed || !Derivation.Same(given.Referenced(), item) && Stages.IsItem(given.Type) && !IsText(given.Type)))
                    return (call, ChangeTo(given));
        return null;
    }

    /// <summary>The kind of what was queued says which member of an object is called, and the type asks that object elsewhere: a store behind a queue of
    /// commands, and no item on its way.</summary>
    private static bool IsCommanded(Call call, Body body) => call.ReceiverSymbol is { } store && DependsOnKind(call)
        && body.Calls.Any(other => other.Name != call.Name && Derivation.Same(other.ReceiverSymbol, store) && DependsOnKind(other))
        && body.Type.Bodies.Any(asking => asking != body && asking.Words.Has(store.Name)
            && asking.Calls.Any(question => Derivation.Same(question.ReceiverSymbol, store) && Stages.IsItem(question.Target?.ReturnType.Awaited())));

    private static bool DependsOnKind(Call call) => call.Operation.Ancestors().Any(outer => outer switch
    {
        IConditionalOperation { Condition: var condition } => condition.Contains(IsKind),
        ISwitchOperation { Value: var value } => IsKind(value.Plain()),
        _ => false,
    });

    private static bool IsKind(IOperation operation) =>
        operation is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation), Type.TypeKind: TypeKind.Enum };

    /// <summary>Who is told of a failure is no stage.</summary>
    private static bool IsInCatch(IOperation operation) => operation.Ancestors().Any(outer => outer is ICatchClauseOperation);

    /// <summary>More than the item as it was read: made of it, read out of it by code, or a collection of several.</summary>
    private static bool IsChanged(IOperation argument, Call call, ReaderLoop reader, Derivation derivation)
    {
        if (Queues.IsWrite(call)) return !IsItem(argument, reader, derivation);
        if (!Stages.IsItem(argument.Type) || IsText(argument.Type) && !IsText(reader.Item)) return false;
        if (argument.Plain() is IMemberReferenceOperation { Instance: not null and not IInstanceReferenceOperation }) return false;
        if (Variable(argument, reader.Body) is not { } variable) return true;
        return !Derivation.Same(variable, reader.Given) && derivation.SourcesOf(variable).All(source => !Reads(source, reader));
    }

    /// <summary>What an argument names; behind a local that nothing is assigned to later, what that was set to.</summary>
    private static ISymbol? Variable(IOperation argument, Body body)
    {
        var variable = argument.Referenced();
        while (variable is ILocalSymbol copy && body.DeclaredValue(copy)?.Plain() is ILocalReferenceOperation { Local: var item }
            && !body.Operations.Any(operation => operation.Assigned() is { Target: var changed } && changed.Mentions(copy))) variable = item;
        return variable;
    }

    /// <summary>A new object of the item's kind in which everything stands as it stood in the item: an echo.</summary>
    private static bool IsCopy(IOperation argument, ReaderLoop reader)
    {
        var made = reader.Body.DeclaredOrSelf(argument);
        return made is IObjectCreationOperation { Arguments.IsEmpty: true, Initializer.Initializers: { IsEmpty: false } parts }
            && SymbolEqualityComparer.Default.Equals(made.Type, reader.Item)
            && parts.All(part => part is ISimpleAssignmentOperation { Target: var target, Value: var value }
                && value.Plain() is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation) } taken
                && Derivation.Same(target.Referenced(), taken.Member));
    }

    /// <summary>A text made of an item that is none is a message for the log.</summary>
    private static bool IsText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    /// <summary>A text of words for people, with something of the item between them, tells of an item and is none.</summary>
    private static bool IsSentence(IOperation argument) => argument.Plain() switch
    {
        IInterpolatedStringOperation text => text.Parts.Any(part => part is IInterpolatedStringTextOperation { Text: var words } && IsWords(words)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            IsWords(sum.LeftOperand) || IsWords(sum.RightOperand) || IsSentence(sum.LeftOperand),
        IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String }, Arguments: [var words, ..] } =>
            IsWords(words.Value),
        _ => false,
    };

    private static bool IsWords(IOperation part) => part.ConstantValue is { HasValue: true, Value: string text } && text.Trim().IndexOf(' ') >= 0;

    /// <summary>The reading call, as it is or with what says how to wait for it.</summary>
    private static bool Reads(IOperation source, ReaderLoop reader)
    {
        var plain = source.Plain();
        while (Call.From(plain) is { Name: "ConfigureAwait" or "WithCancellation", Receiver: { } waited }) plain = waited.Plain();
        return plain == reader.Read.Operation || Call.From(plain) is { } call && ReaderLoop.Reads.Contains(call.Name);
    }

    /// <summary>The item itself goes into another queue or block: the loop chooses the way.</summary>
    private static bool PutsAside(Call call, Slot queue) => Queues.IsWrite(call) && !Queues.Holder(call.Receiver, queue.Symbol) || Blocks.IsOffer(call);

    private static Change ChangeTo(IOperation argument) => HoldsSeveral(argument) ? Change.Batched : Change.Mapped;

    private static bool HoldsSeveral(IOperation argument) =>
        argument.Type is { } type && Stages.IsSequence(type) && type.SpecialType != SpecialType.System_String;

    /// <summary>Another object of the type's: a contract, a delegate, or a class of somebody's own; or a second queue. Who listens to an event is nobody that
    /// the type knows.</summary>
    private static bool IsAnotherStage(Call call, Slot queue, Body body)
    {
        if (Queues.IsWrite(call)) return !Queues.Holder(call.Receiver, queue.Symbol) && Root(call.Receiver).IsOwnMember();
        if (Blocks.IsOffer(call)) return true;
        if (IsQuestion(call) || call.Receiver is not { } receiver || !(Root(receiver).IsOwnMember() || IsFetched(receiver, body))
            || receiver is IInstanceReferenceOperation or IEventReferenceOperation
            || LooksUp(call, receiver)) return false;
        return call.IsDelegate
            || receiver.Type is { } holder && !Stages.IsSystem(holder) && !IsLogger(holder)
                && (Stages.IsContract(holder) || body.Type.Project.Of(holder) is not null);
    }

    /// <summary>An object that fulfils a contract, which a member of the type, or what that gave, was asked for without a word about the item.</summary>
    private static bool IsFetched(IOperation receiver, Body body) => Stages.IsContract(receiver.Type)
        && receiver.Plain() is ILocalReferenceOperation { Local: var local } && IsAnswer(local, body, steps: 2);

    private static bool IsAnswer(ILocalSymbol local, Body body, int steps)
    {
        if (steps == 0 || body.DeclaredValue(local)?.Plain() is not { } value || Call.From(value) is not { Receiver: { } asked } call) return false;
        if (Queues.IsQueue(asked.Type) || asked.Type is { } type && Stages.IsSequence(type)) return false;
        if (call.Arguments.Any(argument => argument.Referenced() is ILocalSymbol)) return false;
        return Root(asked) is var root && (root.IsOwnMember() || root is ILocalReferenceOperation { Local: var giver } && IsAnswer(giver, body, steps - 1));
    }

    /// <summary>It gives something back beside its answer.</summary>
    private static bool IsQuestion(Call call) => call.Target?.Parameters.Any(parameter => parameter.RefKind == RefKind.Out) == true;

    /// <summary>A collection whose answer is used was asked by a key.</summary>
    private static bool LooksUp(Call call, IOperation receiver) => receiver.Type is { } holder && Stages.IsSequence(holder) && IsAsked(call);

    private static IOperation Root(IOperation? receiver)
    {
        while (receiver?.Plain() is IPropertyReferenceOperation { Instance: { } instance } && instance is not IInstanceReferenceOperation) receiver = instance;
        return receiver!.Plain();
    }

    private static bool IsLogger(ITypeSymbol type) => type.Name is "ILogger" or "Logger" or "ILog";
}

/// <summary>What becomes of an item between two stages.</summary>
internal enum Change
{
    None,
    Mapped,
    Batched,
}

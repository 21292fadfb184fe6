using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>What one body does with storage: the sites of its writes, reads, seeks, flushes and cuts.</summary>
internal sealed class LogCode
{
    private static readonly Words FlushWords = new("Flush", "FlushToDisk", "FlushAsync", "fsync", "FlushFileBuffers", "fdatasync");

    private static readonly Words ReadWords = new("Read", "ReadAsync", "ReadByte", "ReadExactly", "ReadExactlyAsync", "ReadAtLeast", "ReadAtLeastAsync");

    private static readonly Words WriteWords = new("Write", "WriteAsync", "WriteByte");

    private readonly KnownTypes known;

    private readonly Lazy<ReplayLoop?> replay;

    private LogCode(Body body)
    {
        Body = body;
        replay = new(() => ReplayLoop.In(this));
        known = body.Type.Project.Known;
        var next = 0;
        foreach (var operation in body.Operations)
        {
            Read(operation);
            if (next < body.Calls.Length && body.Calls[next].Operation == operation) ReadCall(body.Calls[next++]);
        }
        if (Tails.Any(IsMoveToEnd))
            Writes = Writes.ConvertAll(write => write.Source.Origin == StreamOrigin.Opened ? (write.Site, new(StreamOrigin.Appended)) : write);
    }

    public Body Body { get; }

    /// <summary>Bytes or text that go to storage.</summary>
    public List<(IOperation Site, StreamSource Source)> Writes { get; private set; } = new();

    /// <summary>Bytes or text that come from storage.</summary>
    public List<(IOperation Site, StreamSource Source)> Reads { get; } = new();

    /// <summary>Files that are read as a whole.</summary>
    public List<IOperation> Loads { get; } = new();

    /// <summary>Places where a file is opened at its end, or a position is set to the end.</summary>
    public List<IOperation> Tails { get; } = new();

    /// <summary>Places where a position is set to somewhere else.</summary>
    public List<IOperation> Seeks { get; } = new();

    /// <summary>Places where a file is opened to be kept.</summary>
    public List<IOperation> Opens { get; } = new();

    /// <summary>Places that shorten, delete or rename a file.</summary>
    public List<IOperation> Cuts { get; } = new();

    /// <summary>Flushes that reach the disk.</summary>
    public List<IOperation> DurableFlushes { get; } = new();

    /// <summary>Flushes that reach the operating system at least.</summary>
    public List<IOperation> WeakFlushes { get; } = new();

    /// <summary>True for code that puts a new file in the place of an old one.</summary>
    public bool Replaces => Cuts.Count > 0 && !WritesStorage || Cuts.Any(IsShortened) && Reads.Count > 0;

    /// <summary>The loop of this body that reads records back, or null.</summary>
    public ReplayLoop? Replay => replay.Value;

    /// <summary>True where what goes to storage are characters.</summary>
    public bool WritesText => Writes.Any(write => Call.From(write.Site) is { } call
        && (call.Receiver?.Type is { } writer && writer.Is(known["System.IO.TextWriter"]) || call.Name.StartsWith("AppendAllText", StringComparison.Ordinal)
            || call.Name.StartsWith("AppendAllLines", StringComparison.Ordinal)));

    public bool WritesStorage => Writes.Any(write => write.Source.IsStorage);

    public static LogCode Of(Body body) => body.Type.Project.GetOrAdd((typeof(LogCode), body), () => new LogCode(body));

    /// <summary>True for a flush that waits for the disk: of a file stream with its argument, of a handle, or by the operating system's call.</summary>
    public static bool IsDurableFlush(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Flush", ContainingType: var owner }, Arguments: { Length: 1 } arguments }
            when owner.Name == "FileStream" || StreamSource.IsStreamLike(owner) || OwnStreams.IsGrowing(owner) => !arguments[0].Value.IsConstant(false),
        IInvocationOperation { TargetMethod: { Name: "FlushToDisk", ContainingType.Name: "RandomAccess" } } => true,
        IInvocationOperation { TargetMethod: { IsExtern: true, Name: "fsync" or "fdatasync" or "FlushFileBuffers" } } => true,
        IFieldReferenceOperation { Field: { Name: "WriteThrough", ContainingType.Name: "FileOptions" } } => true,
        _ => false,
    };

    /// <summary>True for a file that takes the place of another: it may be a new state, and not what is left of the log.</summary>
    public static bool IsMove(IOperation cut) => Call.From(cut) is { Name: "Move" or "MoveTo" or "Replace" };

    /// <summary>True for a file that is made shorter.</summary>
    public static bool IsShortened(IOperation cut) => Call.From(cut) is { } call && StreamSource.IsCut(call.Name);

    private void Read(IOperation operation)
    {
        if (StreamSource.OfMode(operation) is { } mode) (mode == StreamOrigin.Appended ? Tails : Opens).Add(operation);
        if (StreamSource.Appends(operation)) Tails.Add(operation);
        if (IsDurableFlush(operation)) DurableFlushes.Add(operation);
        if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Position" } target } assignment
            && StreamSource.IsStream(target.Instance?.Type, known)) ReadPosition(assignment, target);
    }

    private void ReadPosition(ISimpleAssignmentOperation assignment, IPropertyReferenceOperation target)
    {
        if (StreamSource.Of(target.Instance!, Body).Origin == StreamOrigin.Memory) return;
        (Growth.IsTail(assignment.Value, Body) ? Tails : Seeks).Add(assignment);
    }

    private void ReadCall(Call call)
    {
        var receiver = call.Receiver;
        if (receiver is not null && call.Target?.IsExtensionMethod != true && StreamSource.IsStream(receiver.Type, known)) ReadStreamCall(call, receiver);
        else if (call.Owner is { Name: "File" or "FileInfo", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } }) ReadFileCall(call);
        else if (call.Owner is { Name: "RandomAccess" }) ReadHandleCall(call);
        else ReadOtherCall(call);
    }

    private void ReadStreamCall(Call call, IOperation receiver)
    {
        var source = StreamSource.Of(receiver, Body);
        if (source.Origin == StreamOrigin.Memory) return;
        if (IsAdding(call.Name)) ReadWrite(call, receiver, source);
        else if (call.Name.StartsWith("Read", StringComparison.Ordinal)) Reads.Add((call.Operation, source));
        else if (StreamSource.IsCut(call.Name)) Cuts.Add(call.Operation);
        else if (StreamSource.IsPositioned(receiver.Type) && call.Target is { } flush && FlushesDurably(flush)) DurableFlushes.Add(call.Operation);
        else if (call.Name is "Flush" or "FlushAsync") WeakFlushes.Add(call.Operation);
        else if (call.Name is "Seek")
            (call.Arguments.Any(IsEnd) && call.Arguments.Any(argument => argument.ConstantValue is { HasValue: true, Value: 0 or 0L })
                || call.Arguments.Any(IsBegin) && Growth.IsKept(call.Arguments[0], Body) ? Tails : Seeks).Add(call.Operation);
    }

    /// <summary>Who names the place of what is written adds to the end only where the place is one that grows; who names none, where the file's own code
    /// goes to its end.</summary>
    private void ReadWrite(Call call, IOperation receiver, StreamSource source)
    {
        AddWrite(call, receiver, source);
        if (!StreamSource.IsPositioned(receiver.Type)) return;
        if (call.Arguments.FirstOrDefault(argument => argument.Type?.SpecialType == SpecialType.System_Int64) is { } place)
            (Growth.IsTail(place, Body) || Growth.IsCounted(place, Body) ? Tails : Seeks).Add(call.Operation);
        else if (call.Target is { } write && Body.Type.Project.BodiesOf(write).Any(file => file.Type != Body.Type && Of(file).Tails.Count > 0))
            Tails.Add(call.Operation);
    }

    /// <summary>What goes to a file that only grows goes to its end.</summary>
    private void AddWrite(Call call, IOperation file, StreamSource source)
    {
        Writes.Add((call.Operation, source));
        if (OwnStreams.IsGrowing(file.Type)) Tails.Add(call.Operation);
    }

    /// <summary>True for a position that is set: what is written from then on is added to a file that was opened where it is.</summary>
    private static bool IsMoveToEnd(IOperation tail) => tail is ISimpleAssignmentOperation || Call.From(tail) is { Name: "Seek" };

    private static bool IsBegin(IOperation argument) =>
        argument is IFieldReferenceOperation { Field: { Name: "Begin", ContainingType.Name: "SeekOrigin" } };

    private static bool IsEnd(IOperation argument) => argument is IFieldReferenceOperation { Field: { Name: "End", ContainingType.Name: "SeekOrigin" } };

    private void ReadFileCall(Call call)
    {
        if (call.Name.StartsWith("Append", StringComparison.Ordinal))
        {
            Tails.Add(call.Operation);
            if (call.Name is not "AppendText") Writes.Add((call.Operation, new(StreamOrigin.Appended)));
        }
        else if (call.Name is "Delete" or "Move" or "Replace" or "MoveTo") Cuts.Add(call.Operation);
        else if (call.Name.StartsWith("ReadLines", StringComparison.Ordinal) || call.Name.StartsWith("ReadAllLines", StringComparison.Ordinal))
            Reads.Add((call.Operation, new(StreamOrigin.Opened)));
        else if (call.Name.StartsWith("ReadAll", StringComparison.Ordinal)) Loads.Add(call.Operation);
        else if (call.Name is "Open" or "OpenWrite" or "OpenHandle") Opens.Add(call.Operation);
    }

    private void ReadHandleCall(Call call)
    {
        if (call.Arguments.Length == 0) return;
        var source = StreamSource.Of(call.Arguments[0], Body);
        if (call.Name.StartsWith("Read", StringComparison.Ordinal)) Reads.Add((call.Operation, source));
        else if (call.Name is "SetLength") Cuts.Add(call.Operation);
        else if (call.Name.StartsWith("Write", StringComparison.Ordinal))
        {
            Writes.Add((call.Operation, source));
            (Growth.IsTail(call.Arguments[call.Arguments.Length - 1], Body) ? Tails : Seeks).Add(call.Operation);
        }
    }

    /// <summary>
    /// A serialiser or helper that is handed the stream: it writes when its result is of no interest, and reads otherwise, when it is handed a reader, or where
    /// its code only reads. Who makes another stream of it does neither yet.
    /// </summary>
    private void ReadOtherCall(Call call)
    {
        if (call is { Target: { } target, Receiver: not IInstanceReferenceOperation } && FlushesDurably(target)) DurableFlushes.Add(call.Operation);
        foreach (var argument in call.Arguments.Concat(call.Target?.IsExtensionMethod == true && call.Receiver is { } first ? new[] { first }
            : Array.Empty<IOperation>()))
        {
            if (!StreamSource.IsStream(argument.Type, known)) continue;
            var source = StreamSource.Of(argument, Body);
            if (source.Origin == StreamOrigin.Memory) continue;
            if (Takes(call, argument)) AddWrite(call, argument, source);
            else if (!StreamSource.IsStream(call.Operation.Type, known)) Reads.Add((call.Operation, source));
        }
        if (call.Receiver is { } carrier && LogCarrier.Is(carrier, call, Body) && StreamSource.Of(carrier, Body) is { Origin: not StreamOrigin.Memory } around)
        {
            if (LogCarrier.Writes(call, Body)) Writes.Add((call.Operation, around));
            else if (LogCarrier.Reads(call, Body)) Reads.Add((call.Operation, around));
        }
    }

    /// <summary>True for a call that has something written to the stream which it is handed; what happens to a file that only grows, the method's code
    /// shows.</summary>
    private bool Takes(Call call, IOperation stream)
    {
        if (OwnStreams.IsGrowing(stream.Type) && call.Target is { } target && Body.Type.Project.BodiesOf(target) is { IsEmpty: false } helpers)
            return helpers.Any(helper => helper.Calls.Any(inner =>
                IsStatement(inner) && inner.ReceiverSymbol is IParameterSymbol && OwnStreams.IsGrowing(inner.Receiver?.Type) && IsAdding(inner.Name)));
        return IsStatement(call) && !IsReader(stream.Type!) && !OnlyReads(call);
    }

    private static bool IsAdding(string name) =>
        name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Append", StringComparison.Ordinal);

    private bool IsReader(ITypeSymbol type) =>
        type.Is(known["System.IO.BinaryReader"]) || type.Is(known["System.IO.TextReader"]) || OwnStreams.IsForward(type);

    private bool OnlyReads(Call call) =>
        call.Target is { } target && Body.Type.Project.BodiesOf(target).Any(helper => helper.Words.HasAny(ReadWords) && !helper.Words.HasAny(WriteWords)
            && !helper.Callees.Any(next => next.Body.Words.HasAny(WriteWords)));

    private bool FlushesDurably(IMethodSymbol target)
    {
        if (Body.Type.Project.Of(target.ContainingType) is not { } owner) return false;
        if (!target.IsAbstract && (owner == Body.Type || !owner.Words.HasAny(FlushWords))) return false;
        return Body.Type.Project.BodiesOf(target).Any(body => body.Type != Body.Type && body.Words.HasAny(FlushWords) && body.Operations.Any(IsDurableFlush));
    }

    /// <summary>True for a call whose result is of no interest.</summary>
    public static bool IsStatement(Call call)
    {
        var outer = call.Operation.Parent;
        while (outer is IAwaitOperation or IConversionOperation or IConditionalAccessOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }
            or ISimpleAssignmentOperation { Target: IDiscardOperation })
            outer = outer.Parent;
        return outer is IExpressionStatementOperation;
    }
}

/// <summary>Fields that only ever grow: where the next record goes.</summary>
internal static class Growth
{
    /// <summary>True when an expression is the length of a stream, or a field that the type only adds to.</summary>
    public static bool IsTail(IOperation position, Body body) => position.Plain() switch
    {
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        IInvocationOperation invocation => Advanced(invocation) is not null,
        ILocalReferenceOperation or IMemberReferenceOperation when position.Referenced() is { } symbol =>
            Fields(body.Type).Contains(symbol) || IsAdvanced(symbol, body),
        _ => false,
    };

    /// <summary>True for a field that the type's code moves on behind what it writes: where the next record goes.</summary>
    public static bool IsKept(IOperation position, Body body) =>
        position.Plain() is IFieldReferenceOperation { Field: var field } && Fields(body.Type).Contains(field);

    /// <summary>True for a place that is reckoned from how many records there are: a field that the type counts up, times their size.</summary>
    public static bool IsCounted(IOperation position, Body body) => position.Plain() switch
    {
        ILocalReferenceOperation { Local: var local } => body.DeclaredValue(local)?.Plain() is IBinaryOperation sum && IsCounted(sum, body),
        IBinaryOperation sum => sum.Contains(part => part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply })
            && sum.Contains(part => part is IFieldReferenceOperation { Field: var field } && Counted(body.Type).Contains(field)),
        _ => false,
    };

    /// <summary>The fields that the type's code counts up.</summary>
    private static ImmutableHashSet<ISymbol> Counted(TypeFacts type) => type.Project.GetOrAdd((nameof(Counted), type.Symbol), () => type.AllBodies
        .Where(body => !body.IsConstructor && MentionsNumber(type, body))
        .SelectMany(body => body.Operations)
        .Select(operation =>
            operation is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: IFieldReferenceOperation { Field: var field } }
            ? field : Advanced(operation))
        .OfType<ISymbol>()
        .ToImmutableHashSet(SymbolEqualityComparer.Default));

    /// <summary>The fields that the type's code adds to.</summary>
    private static ImmutableHashSet<ISymbol> Fields(TypeFacts type) => type.Project.GetOrAdd((nameof(Growth), type.Symbol), () => type.AllBodies
        .Where(body => body.Words.HasAny(GrowthWords) && MentionsNumber(type, body))
        .SelectMany(body => body.Operations.Select(operation => Advanced(operation) ?? MovedOn(operation, body)))
        .OfType<ISymbol>()
        .ToImmutableHashSet(SymbolEqualityComparer.Default));

    /// <summary>The field that is set to the sum of itself and something else, be it by way of what else keeps the sum.</summary>
    private static ISymbol? MovedOn(IOperation operation, Body body)
    {
        if (operation is not ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_Int64 } field },
            Value: var value }) return null;
        var sum = value.Plain() is IMemberReferenceOperation { Instance: ILocalReferenceOperation or IParameterReferenceOperation, Member: var kept }
            ? body.Of<ISimpleAssignmentOperation>().FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Target.Referenced(), kept))?.Value
            : value;
        return sum?.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } && sum.Mentions(field) ? field : null;
    }

    private static readonly Words GrowthWords = new("Write", "WriteAsync", "Add", "Length", "Count");

    private static bool MentionsNumber(TypeFacts type, Body body) =>
        type.AllSlots.Any(slot => slot.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32 or SpecialType.System_UInt64
            && body.Words.Has(slot.Name));

    /// <summary>The field that an operation adds to, or null.</summary>
    private static ISymbol? Advanced(IOperation operation) => operation switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: IFieldReferenceOperation field } => field.Field,
        IInvocationOperation { TargetMethod: { Name: "Add" or "Increment", ContainingType.Name: "Interlocked" }, Arguments: { Length: > 0 } arguments }
            when arguments[0].Value is IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    /// <summary>True when the body gives that symbol the result of such an addition.</summary>
    private static bool IsAdvanced(ISymbol symbol, Body body)
    {
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
            if (SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), symbol) && Advanced(assignment.Value.Plain()) is not null) return true;
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, symbol) && declarator.GetVariableInitializer()?.Value.Plain() is { } value
                && Advanced(value) is not null) return true;
        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A loop, or a query over the lines of a file, that reads storage in order and hands out what it reads, one record after the other.</summary>
/// <param name="Body">The member that holds it.</param>
/// <param name="Record">What is handed out, where the code says so.</param>
/// <param name="Applied">The member of another type that applies each record, or null.</param>
internal sealed record ReplayLoop(Body Body, ITypeSymbol? Record, IMethodSymbol? Applied = null)
{
    private const int DeepestHelper = 2;

    /// <summary>True where what it has applied are bytes and which place they go to: the image of a page.</summary>
    public bool IsImage => Applied is { Parameters: { Length: > 1 } parameters }
        && parameters.Any(parameter => parameter.Type.ElementType()?.SpecialType == SpecialType.System_Byte);

    /// <summary>How far the lines of a file are followed to where it was read.</summary>
    private const int LongestChain = 5;

    public Evidence Evidence => Evidence.At(Body.Method, $"'{Body.DisplayName}' reads it back");

    /// <summary>True when it hands out plain text, which a diagnostic log gives to its viewer, too.</summary>
    public bool IsText => Record?.SpecialType == SpecialType.System_String;

    /// <summary>The first such loop of a body, or null.</summary>
    public static ReplayLoop? In(LogCode code)
    {
        foreach (var loop in code.Body.Of<ILoopOperation>())
        {
            if (!Reads(loop, code) || Jumps(loop, code)) continue;
            if (HandedOut(loop, code.Body) is { } next) return new(code.Body, next);
            if (Delivers(loop, code.Body, out var record)) return new(code.Body, record);
            if (Applying(loop, code.Body) is { } applied) return new(code.Body, null, applied);
            if (AppliesItself(loop, code)) return new(code.Body, null);
        }
        if (WalkerOf(code.Body) is { } walker) return new(code.Body, walker);
        if (StepOf(code) is { } step) return new(code.Body, step);
        if (ChainedRecord.Of(code) is { } link) return new(code.Body, link);
        if (code.Reads.Any(read => read.Source.Origin is StreamOrigin.Held or StreamOrigin.Opened && IsReader(read.Site, code.Body)))
            return new(code.Body, null);
        return code.Reads.Count > 0 && SequenceOf(code.Body) is { } lines
            && code.Body.Of<IReturnOperation>().Any(answer => IsOverLines(answer.ReturnedValue, code)) ? new(code.Body, lines) : null;
    }

    /// <summary>What a loop that looks for the next whole record gives out by a parameter, and says that there is one; null where it does not.</summary>
    private static ITypeSymbol? HandedOut(ILoopOperation loop, Body body)
    {
        if (body.Method.ReturnType.SpecialType != SpecialType.System_Boolean || !loop.Contains(leave =>
            leave is IReturnOperation { ReturnedValue: { } found } && found.IsConstant(true))) return null;
        return body.Method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.Out && IsOfProject(parameter.Type, body)
            && loop.Contains(given => given is ISimpleAssignmentOperation { Target: IParameterReferenceOperation { Parameter: var target } }
                && SymbolEqualityComparer.Default.Equals(target, parameter)))?.Type;
    }

    /// <summary>What a cursor over the file gives out, one at a time and nothing at the end: the next record; null where the member is none.</summary>
    private static ITypeSymbol? StepOf(LogCode code)
    {
        if (code is not { Writes.Count: 0, Seeks.Count: 0, Body: { IsOpen: true, IsConstructor: false, Method: var method } body }
            || !code.Reads.Any(read => read.Source.Origin == StreamOrigin.Held)
            || method.Parameters.Any(parameter => parameter is not ({ RefKind: RefKind.Out } or { Type.Name: "CancellationToken" }))) return null;
        var given = method.ReturnType.SpecialType == SpecialType.System_Boolean
            ? method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.Out)?.Type
            : body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue?.IsNull() == true) ? method.ReturnType.Awaited() : null;
        return IsOfProject(given, body) ? given : null;
    }

    /// <summary>What an enumerator written by hand gives out, which gets the stream and reads one record after the other from it; null where none is
    /// made.</summary>
    private static ITypeSymbol? WalkerOf(Body body)
    {
        var project = body.Type.Project;
        if (project.Of(body.Method.ReturnType) is not { } walker || walker == body.Type
            || walker.Bodies.FirstOrDefault(step => step.Name == "MoveNext"
                && step.Method.ReturnType.SpecialType == SpecialType.System_Boolean) is not { } next) return null;
        if (!walker.Slots.Any(slot => StreamSource.IsStream(slot.Type, project.Known)) || LogCode.Of(next) is not { Reads.Count: > 0, Seeks.Count: 0 })
            return null;
        return walker.Symbol.GetMembers("Current").OfType<IPropertySymbol>().FirstOrDefault()?.Type is { } record && IsRecord(record) ? record : null;
    }

    /// <summary>A helper of another type that is handed the stream, decodes one record after the other and gives back what it collected.</summary>
    private static bool IsReader(IOperation site, Body body) =>
        Call.From(site) is { Target: { ReturnsVoid: false } target }
        && target.Parameters.Any(parameter => StreamSource.IsStream(parameter.Type, body.Type.Project.Known))
        && body.Type.Project.BodiesOf(target).Any(helper => helper.Type != body.Type && LogCode.Of(helper) is { Reads.Count: > 0 } code
            && helper.Of<ILoopOperation>().Any(loop => Reads(loop, code) && !Jumps(loop, code) && (Yields(loop) || Collects(loop))));

    /// <summary><c>File.ReadLines(path)</c>, or a query over it.</summary>
    private static bool IsOverLines(IOperation? answer, LogCode code)
    {
        for (var source = answer?.Plain(); source is IInvocationOperation call; source = Call.From(call)?.Receiver)
            if (code.Reads.Any(read => read.Site == call)) return IsSequence(call.Type!);
        return false;
    }

    private static ITypeSymbol? SequenceOf(Body body) =>
        body.Method.ReturnType.Awaited() is { SpecialType: not SpecialType.System_String } result && IsSequence(result) && result.ElementType() is { } record
        && IsRecord(record) ? record : null;

    /// <summary>A loop until the end: not one over an index held in memory, nor one that only counts.</summary>
    private static bool Reads(ILoopOperation loop, LogCode code) => loop switch
    {
        IForEachLoopOperation each => ReadsIn(each.Collection, code) || IsOverParts(each.Collection, code),
        IForLoopOperation { Condition: { } condition } counted =>
            (condition.Contains(operation => Call.From(operation) is not null) || LeavesAtEnd(counted.Body, code)) && ReadsIn(counted.Body, code),
        IForLoopOperation endless => ReadsIn(endless.Body, code),
        _ => ReadsIn(loop, code),
    };

    /// <summary>The lines of a file that was read as a whole: what it holds is split up first.</summary>
    private static bool IsOverParts(IOperation source, LogCode code)
    {
        if (code.Loads.Count == 0 && code.Reads.Count == 0) return false;
        var isSplit = false;
        for (var left = LongestChain; left > 0; left--)
        {
            isSplit |= source.Contains(inner => Call.From(inner) is { Name: "Split", Owner.SpecialType: SpecialType.System_String });
            if (code.Reads.Any(read => source.Syntax.Span.Contains(read.Site.Syntax.Span)) && IsSequence(source.Plain().Type!)) return true;
            if (isSplit && code.Loads.Any(load => source.Syntax.Span.Contains(load.Syntax.Span))) return true;
            if (source.SelfAndDescendants().OfType<ILocalReferenceOperation>().Select(local => code.Body.DeclaredValue(local.Local))
                .FirstOrDefault() is not { } made)
                return false;
            source = made;
        }
        return false;
    }

    /// <summary>Where the file ends the loop ends too, however many records were asked for.</summary>
    private static bool LeavesAtEnd(IOperation loop, LogCode code) => loop.SelfAndDescendants().Any(inner => inner is IConditionalOperation choice
        && choice.WhenTrue.Contains(leave =>
            leave is IReturnOperation { Kind: not OperationKind.YieldReturn } or IBranchOperation { BranchKind: BranchKind.Break })
        && choice.Condition.Contains(length => length is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } file }
            && StreamSource.IsStream(file.Type, code.Body.Type.Project.Known)));

    /// <summary>A loop that seeks looks things up; it does not decode one record after the other, unless it only passes over a part of the record it is
    /// at, or keeps by itself where the next one begins.</summary>
    private static bool Jumps(ILoopOperation loop, LogCode code) =>
        code.Seeks.Any(seek => loop.Body.Syntax.Span.Contains(seek.Syntax.Span) && !IsFromWhereItStands(seek) && !IsNext(seek, loop));

    /// <summary>The position is one that each turn of the loop adds to.</summary>
    private static bool IsNext(IOperation seek, ILoopOperation loop) =>
        (seek.Assigned()?.Value ?? (Call.From(seek) is { Arguments: [var place, ..] } ? place : null))?.Referenced() is { } position
        && loop.Body.Contains(step => step is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: var target }
            && SymbolEqualityComparer.Default.Equals(target.Referenced(), position));

    private static bool IsFromWhereItStands(IOperation seek) =>
        Call.From(seek) is { Arguments: [_, IFieldReferenceOperation { Field: { Name: "Current", ContainingType.Name: "SeekOrigin" } }] };

    private static bool ReadsIn(IOperation part, LogCode code) =>
        code.Reads.Any(read => part.Syntax.Span.Contains(read.Site.Syntax.Span))
        || code.Body.Callees.Any(callee => part.Syntax.Span.Contains(callee.Call.Syntax.Span) && IsPart(callee.Body, code.Body)
            && LogCode.Of(callee.Body).Reads.Count > 0);

    /// <summary>A callee of the same type, or of a type nested in it or around it.</summary>
    private static bool IsPart(Body callee, Body body) =>
        callee.Type == body.Type || SymbolEqualityComparer.Default.Equals(callee.Type.Symbol.ContainingType, body.Type.Symbol)
        || body.Type.SelfAndSourceBases.Contains(callee.Type);

    private static bool Delivers(ILoopOperation loop, Body body, out ITypeSymbol? record)
    {
        var result = body.Method.ReturnType.Awaited();
        record = result is INamedTypeSymbol or IArrayTypeSymbol && result.SpecialType != SpecialType.System_String && IsSequence(result) ? result.ElementType()
            : null;
        if (record is not null) return IsRecord(record) && (Yields(loop) || Collects(loop));
        if (body.Type.Project.Of(result) is { } report && report != body.Type && Collects(loop)) return true;
        foreach (var inner in loop.SelfAndDescendants())
        {
            if (Call.From(inner) is not { } call) continue;
            if (call.IsDelegate && call.Arguments.Length > 0 && !Recovery.IsMessage(call))
            {
                record = call.Arguments[0].Type;
                return record is null || IsRecord(record);
            }
            if (call.Receiver is { } receiver && ChangesWhatIsHeld(call, receiver, body.Type.Project))
            {
                record = call.Arguments.LastOrDefault()?.Type is { SpecialType: SpecialType.None } kept ? kept : null;
                return true;
            }
        }
        return loop.SelfAndDescendants()
            .Any(inner => inner is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map } }
                && IsHeld(map));
    }

    /// <summary>The member that applies what was read: one of an object of the project that the type holds or was given, or one of the record itself, which is
    /// told what to change.</summary>
    private static IMethodSymbol? Applying(ILoopOperation loop, Body body)
    {
        foreach (var inner in loop.SelfAndDescendants())
            if (Call.From(inner) is { Target: { } target, Receiver: { } receiver, IsDelegate: false } call && LogCode.IsStatement(call)
                && !target.IsExtensionMethod
                && IsOfProject(receiver.Type, body)
                && (call.Arguments.Any(argument => IsHeld(receiver) ? IsMade(argument, body)
                    : IsMade(receiver, body) && IsHeld(argument) && IsOfProject(argument.Type, body))
                    || IsHeld(receiver) && IsKeyAndValue(call, loop)))
                return target.OriginalDefinition;
        return null;
    }

    /// <summary>What was read into a local goes to a member of the type itself, which puts it into what the type holds.</summary>
    private static bool AppliesItself(ILoopOperation loop, LogCode code) => loop.SelfAndDescendants().Any(inner =>
        Call.From(inner) is { Target: { } target, IsDelegate: false } call && LogCode.IsStatement(call)
        && call.Arguments.Any(argument => argument.Plain() is ILocalReferenceOperation { Local: var local } && IsReadInto(local, code, loop))
        && code.Body.Type.Project.BodiesOf(target).Any(helper => helper.Type == code.Body.Type && Keeps(helper, DeepestHelper)));

    private static bool IsReadInto(ILocalSymbol local, LogCode code, ILoopOperation loop) =>
        code.Reads.Select(read => read.Site).Concat(code.Body.Callees.Where(callee => IsPart(callee.Body, code.Body) && LogCode.Of(callee.Body).Reads.Count > 0)
            .Select(callee => callee.Call.Operation))
            .Any(read => loop.Syntax.Span.Contains(read.Syntax.Span)
                && (read.Mentions(local) || code.Body.DeclaredValue(local)?.Contains(one => one == read) == true));

    private static bool Keeps(Body helper, int left) =>
        Mutation.ChangesCollections(helper)
        || left > 0 && helper.Callees.Any(callee => callee.Body.Type == helper.Type && callee.Body != helper && Keeps(callee.Body, left - 1));

    /// <summary>Two things that were decoded in this turn of the loop: which one, and what it holds now.</summary>
    private static bool IsKeyAndValue(Call call, ILoopOperation loop) => call.Arguments.Length > 1 && call.Arguments.All(argument =>
        argument.Plain() is ILocalReferenceOperation { Local: var local } && local.DeclaringSyntaxReferences.Any(declared =>
            loop.Body.Syntax.Span.Contains(declared.Span)));

    /// <summary>Something of the project's own that the body has at hand: a record, or several.</summary>
    private static bool IsMade(IOperation value, Body body) =>
        (IsOfProject(value.Type, body) || IsOfProject(value.Type.ElementType(), body)) && value.Contains(inner => inner is ILocalReferenceOperation);

    private static bool IsOfProject(ITypeSymbol? type, Body body) =>
        type?.TypeKind != TypeKind.Enum && body.Type.Project.Of(type) is { } own && own != body.Type
        && !StreamSource.IsStream(type, body.Type.Project.Known);

    private static bool Yields(ILoopOperation loop) => loop.SelfAndDescendants().Any(inner => inner is IReturnOperation { Kind: OperationKind.YieldReturn });

    private static bool Collects(ILoopOperation loop) => loop.SelfAndDescendants().Any(inner =>
        Call.From(inner) is { Name: "Add" or "Enqueue" or "AddRange", Arguments.Length: > 0 }
        || inner is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation } });

    /// <summary>A single member call that puts something into a collection, or a table of the project's own, that the type holds or was given.</summary>
    private static bool ChangesWhatIsHeld(Call call, IOperation receiver, ProjectFacts project) =>
        call.Arguments.Length > 0 && IsHeld(receiver)
        && (Mutation.IsCollectionMutator(call)
            || call.Target is { } target && Mutation.IsMutatorName(target.Name) && project.BodiesOf(target).Any(Mutation.ChangesCollections));

    private static bool IsHeld(IOperation receiver) => receiver.IsOwnMember() || receiver.Plain() is IParameterReferenceOperation;

    private static bool IsSequence(ITypeSymbol type) => type is IArrayTypeSymbol
        || type is INamedTypeSymbol { TypeArguments.Length: > 0 } named
            && (named.Name.Contains("Enumerable") || named.AllInterfaces.Any(contract => contract.Name is "IEnumerable" or "IAsyncEnumerable"));

    /// <summary>Characters and bytes are payload, not records.</summary>
    private static bool IsRecord(ITypeSymbol type) => type.SpecialType is not (SpecialType.System_Char or SpecialType.System_Byte);
}

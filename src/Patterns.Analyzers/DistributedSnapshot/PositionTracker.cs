using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type that loads a position, goes on reading its input from there, and saves how far it came. That an item's number is kept and saved is not enough: so
/// does who keeps a high score.
/// </summary>
internal sealed class PositionTracker
{
    private const int DeepestAllocation = 4;

    private readonly TypeFacts type;
    private readonly PositionPair pair;
    private readonly Slot slot;

    private PositionTracker(TypeFacts type, PositionPair pair, Slot slot)
    {
        this.type = type;
        this.pair = pair;
        this.slot = slot;
    }

    public static bool MayBe(TypeFacts type) => Pairs(type).Any();

    /// <summary>The pairs through which a type may load and save: those that it holds, and whose members its text names.</summary>
    public static IEnumerable<(PositionPair Pair, Slot Slot)> Pairs(TypeFacts type)
    {
        foreach (var slot in type.Slots)
            if (Used(slot, type) is { } pair) yield return (pair, slot);
        foreach (var constructor in type.Symbol.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (!constructor.IsImplicitlyDeclared && PositionPair.Of(parameter.Type) is not null
                    && type.Slots.All(slot => !slot.Type.IsSame(parameter.Type))
                    && new Slot(parameter, parameter.Type, IsReadOnly: true) is var given && Used(given, type) is { } pair) yield return (pair, given);
        foreach (var store in FileStores(type.Project))
            if (store != type && type.Words.Has(store.Symbol.Name) && type.Slots.All(slot => !slot.Type.IsSame(store.Symbol))
                && new Slot(store.Symbol, store.Symbol, IsReadOnly: true) is var made && Used(made, type) is { } pair) yield return (pair, made);
        foreach (var part in Parts(type))
            if (Used(part, type) is { } pair) yield return (pair, part);
        if (OwnPair.Of(type) is { } own) yield return (own, new(type.Symbol, type.Symbol, IsReadOnly: true));
    }

    /// <summary>What an object that the type holds keeps for others: <c>host.Checkpoints</c>.</summary>
    private static IEnumerable<Slot> Parts(TypeFacts type)
    {
        foreach (var slot in type.Slots)
            if (slot.Type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } host && type.Project.Of(host) is { } held
                && held != type)
                foreach (var member in host.GetMembers())
                    if (member is IPropertySymbol { IsStatic: false } part && type.Words.Has(part.Name) && PositionPair.Of(part.Type) is not null)
                        yield return new(part, part.Type, IsReadOnly: true);
    }

    /// <summary>The classes of the project that load and save a position and name files: they may be made where they are used.</summary>
    private static ImmutableArray<TypeFacts> FileStores(ProjectFacts project) => project.GetOrAdd(nameof(FileStores), () => project.Declared
        .Where(type => type.Symbol is { TypeKind: TypeKind.Class, IsAbstract: false } && type.Words.HasAny(OwnPair.Media)
            && PositionPair.Of(type.Symbol) is not null)
        .ToImmutableArray());

    private static PositionPair? Used(Slot slot, TypeFacts type) =>
        PositionPair.Of(slot.Type) is { } pair && (type.Words.Has(pair.Save.Name) || type.Words.Has(pair.Load.Name))
        && type.Bodies.Any(body => Names(body, slot, pair.Load) || Names(body, slot, pair.Save)) ? pair : null;

    /// <summary>A text that names what is held beside a member of it.</summary>
    private static bool Names(Body body, Slot slot, IMethodSymbol member) =>
        (body.Words.Has(slot.Name) || SymbolEqualityComparer.Default.Equals(slot.Symbol, body.Type.Symbol)) && body.Words.Has(member.Name);

    public static SnapshotModel? In(TypeFacts type) => type.Project.GetOrAdd<SnapshotModel?>((nameof(PositionTracker), type), () => Pairs(type)
        .Select(candidate => new PositionTracker(type, candidate.Pair, candidate.Slot).Judge())
        .FirstOrDefault(model => model is not null));

    private SnapshotModel? Judge()
    {
        if (!type.Bodies.Any(body => Names(body, slot, pair.Load)) && !GapAwareness.MayBe(type) || IsAllocator()) return null;
        var saves = Saves().ToImmutableArray();
        if (saves.IsEmpty) return HandsOverSaving();
        if (!IsOwn && Load() is null) return SavesOnly(saves);
        if (!saves.Any(save => save.Item is not null) || saves.Any(IsSetAnew) || Load() is not { } load || IsLookUp(load.Body, load.Call)) return null;
        var flow = new PositionFlow(type, pair);
        var processing = saves.Select(save => save.ProcessedBefore()).FirstOrDefault(call => call is not null);
        var reading = flow.Reading();
        var opening = reading is null ? flow.Opening() : null;
        var seeking = reading is null && opening is null ? flow.Seeking() : null;
        var comparisons = flow.Comparisons().ToList();
        var skips = comparisons.Where(comparison => comparison.LeavesOutEarlier()).ToList();
        var isAsked = skips.Any(comparison => saves.All(save => save.Body != comparison.Body));
        var isReadFrom = reading is not null || opening is not null || seeking is not null;
        var isPlace = isReadFrom || isAsked;
        var gap = isPlace ? null : Gap(saves);
        var restored = isPlace || gap is not null ? null : Restored(saves);
        var told = isPlace || gap is not null || restored is not null || !IsOwn ? null : SaysWhereToReadOn(saves, flow);
        // What is kept is a place in an input when reading starts there, when earlier items are refused, or when order matters while items finish.
        if (!isPlace && gap is null && restored is null && told is null
            || IsOwn && told is null && !ReadsWhatItSaves(reading, seeking, saves)) return null;
        var admission = skips.FirstOrDefault(comparison => comparison.Admits());

        var because = ImmutableArray.CreateBuilder<Evidence>();
        because.Add(Evidence.At(load.Call.Operation, $"'{load.Body.DisplayName}' loads the position"));
        if (reading is { } read) because.Add(Evidence.At(read.Operation, $"'{read.DisplayName()}' reads on from there"));
        if (opening is not null) because.Add(Evidence.At(opening, $"'{opening.Type!.Name}' reads on from there"));
        if (seeking is not null) because.Add(Evidence.At(seeking, "the input is read on from there"));
        if (admission is not null) because.Add(Evidence.At(admission.Comparison, $"'{admission.Body.DisplayName}' leaves out what came before"));
        if (told is not null) because.Add(Evidence.At(told.Method, $"'{told.DisplayName}' says where to read on"));
        if (restored is var (guarding, test)) because.Add(Evidence.At(test, $"'{guarding.DisplayName}' saves no earlier one than the stored one"));
        if (gap is not null) because.Add(Evidence.At(gap, "only what lies before the first unfinished item counts"));
        if (processing is { } processed && told is null) because.Add(Evidence.At(processed.Operation, $"'{processed.DisplayName()}' processes the item"));
        var save = saves.First(candidate => candidate.Item is not null && (told is null || candidate.Call.Arguments.Any(IsBehind)));
        because.Add(Evidence.At(save.Call.Operation, $"'{save.Body.DisplayName}' saves its position"));
        var careful = processing is not null || gap is not null || comparisons.Count > 0 || saves.Any(candidate => candidate.Throttle() is not null);
        var certain = careful && (isReadFrom || admission is not null || gap is not null);
        return new(type, SnapshotRoles.Tracker, certain ? Confidence.High : Confidence.Medium, ReferenceProjects.Kafka,
            because.ToImmutable()) { Saves = saves, Through = pair, ReadsOn = isReadFrom };
    }

    /// <summary>Who is asked for a key, finds where it is stored and answers with what stands there looks one thing up; it follows no input.</summary>
    private bool IsLookUp(Body body, Call load) => pair.Out is not null && !body.Method.AnswersNothing()
        && load.Arguments.Any(key => !key.Type.Named("System.Threading.CancellationToken")
            && key.Referenced() is IParameterSymbol { RefKind: RefKind.None } asked
            && SymbolEqualityComparer.Default.Equals(asked.ContainingSymbol, body.Method));

    /// <summary>The type takes over what was stored, gives it to whoever starts to read, follows the items without saving, and when told to save holds that
    /// against what is stored: the place of one reader in its input, which never goes back.</summary>
    private (Body Body, IOperation Test)? Restored(ImmutableArray<PositionSave> saves) => saves.Select(Guard).FirstOrDefault(guard => guard is not null)
        is { } found && type.Bodies.Any(body => !body.Method.AnswersNothing() && Names(body, slot, pair.Load) && body.Calls.Any(pair.Loads)
            && saves.All(save => save.Body != body)
            && Taken(body).Any(own => type.Bodies.Any(follower => follower != body && saves.All(save => save.Body != follower) && Follows(follower, own))))
            ? found : null;

    /// <summary>The test by which only what comes after the stored position is saved.</summary>
    private (Body Body, IOperation Test)? Guard(PositionSave save)
    {
        if (!pair.Saves(save.Call) || PositionOf(save.Call)?.Referenced() is not { } saved) return null;
        foreach (var choice in save.Call.Operation.Ancestors().OfType<IConditionalOperation>())
            foreach (var test in choice.Condition.SelfAndDescendants().OfType<IBinaryOperation>())
                if (test.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
                        or BinaryOperatorKind.LessThanOrEqual
                    && (Holds(test.LeftOperand, saved) && IsStored(test.RightOperand, save.Body)
                        || Holds(test.RightOperand, saved) && IsStored(test.LeftOperand, save.Body))) return (save.Body, test);
        return null;
    }

    private static bool Holds(IOperation number, ISymbol position) => number.Plain() is IMemberReferenceOperation { Instance: { } of } && number.Type.IsNumber()
        && SymbolEqualityComparer.Default.Equals(of.Referenced(), position);

    private bool IsStored(IOperation number, Body body) => number.Plain() is IMemberReferenceOperation { Instance: { } of }
        && of.Referenced() is ILocalSymbol local && body.DeclaredValue(local) is { } loaded
        && loaded.Contains(inner => Call.From(inner) is { } call && pair.Loads(call));

    /// <summary>An open member that says where to read on, which is behind the item that was processed last.</summary>
    private Body? SaysWhereToReadOn(ImmutableArray<PositionSave> saves, PositionFlow flow) =>
        saves.Any(save => save.Item is not null && save.ProcessedBefore() is not null && save.Call.Arguments.Any(IsBehind))
            ? type.Bodies.FirstOrDefault(body => body.IsOpen && body.Method.ReturnType.Awaited().IsSame(pair.Position)
                && !SymbolEqualityComparer.Default.Equals(body.Method, pair.Load)
                && body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue is { } given && flow.IsHeld(given)))
            : null;

    private static bool IsBehind(IOperation position) => position.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } next
        && next.RightOperand.Plain().ConstantValue is { HasValue: true, Value: 1 or 1L };

    /// <summary>The numbers of the type's own that are set to those of an object that the pair loaded.</summary>
    private IEnumerable<ISymbol> Taken(Body body) => body.Of<ISimpleAssignmentOperation>().Where(set => set.Target.IsOwnMember() && set.Target.Type.IsNumber()
        && set.Value.Plain() is IMemberReferenceOperation { Instance: { } loaded } && loaded.Type.IsSame(pair.Position))
        .Select(set => set.Target.Referenced()).OfType<ISymbol>();

    private static bool Follows(Body body, ISymbol own) => !body.IsConstructor && body.Words.Has(own.Name) && body.Of<ISimpleAssignmentOperation>()
        .Any(set => set.Target.IsOwnMember() && SymbolEqualityComparer.Default.Equals(set.Target.Referenced(), own) && set.Value.Item() is not null);

    private bool IsOwn => SymbolEqualityComparer.Default.Equals(slot.Symbol, type.Symbol);

    /// <summary>What a type writes to a file of its own is a position only where the items come out of what is read from there.</summary>
    private static bool ReadsWhatItSaves(Call? reading, IOperation? seeking, ImmutableArray<PositionSave> saves) => seeking is not null
        || reading is { } read && saves.Any(save => save.Item is { } item && ReadItems.Of(read.Operation, save.Body).Contains(item));

    /// <summary>True where the position is first set to what somebody else says, and only then asked: what was kept is not returned to.</summary>
    private bool IsSetAnew(PositionSave save)
    {
        if (save.Item is not null || !pair.Saves(save.Call) || save.Flow is not { } flow) return false;
        var loads = save.Body.Calls.Where(call => pair.Loads(call) && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, save.Call.ReceiverSymbol))
            .ToList();
        return loads.Any(load => flow.Dominates(save.Call.Syntax, load.Syntax)) && !loads.Any(load => flow.CanReach(load.Syntax, save.Call.Syntax));
    }

    /// <summary>What gives another number each time it is asked, and takes numbers back, hands out places; it keeps none.</summary>
    private bool IsAllocator() => type.Project.BodiesOf(pair.Load).Any(load => Allocates(load, DeepestAllocation));

    private static bool Allocates(Body load, int left) =>
        TakesPlace(load)
        || left > 0 && load.Callees.Any(callee => callee.Body != load && callee.Body.Method.ReturnType.MayBePosition() && Allocates(callee.Body, left - 1));

    private static bool TakesPlace(Body body) => body.Operations.Any(operation => operation switch
    {
        IIncrementOrDecrementOperation { Target: var counter } => counter.IsOwnMember(),
        ICompoundAssignmentOperation { Target: var counter } => counter.IsOwnMember(),
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation next, Value: IBinaryOperation { RightOperand.ConstantValue.HasValue: true } beside } =>
            beside.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract && (next.IsOwnMember() || next.Instance?.IsOwnMember() == true),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: var places }, Value: var mark } =>
            places.IsOwnMember() && !mark.Type.MayBePosition(),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } places }, Value: var mark } =>
            places.IsOwnMember() && !mark.Type.MayBePosition(),
        IInvocationOperation { TargetMethod.Name: "Dequeue" or "TryDequeue" or "Pop" or "TryPop" or "TryTake" or "Set" or "Remove", Instance: { } free } =>
            free.IsOwnMember(),
        IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1, Instance: { } taken } => taken.IsOwnMember(),
        _ => false,
    });

    /// <summary>Where finished items are put in order: in this type, or in one that it asks where it saves.</summary>
    private IOperation? Gap(ImmutableArray<PositionSave> saves) =>
        GapAwareness.InOwn(type) ?? GapAwareness.InHeld(type, slot => saves.Any(save => save.Body.Words.Has(slot.Name)));

    /// <summary>The saving is handed to another part, as a method or with the store; what is kept here is the order, or the reading.</summary>
    private SnapshotModel? HandsOverSaving()
    {
        if (MethodGroup() is { } handed && (GapAwareness.InOwn(type) ?? GapAwareness.InHeld(type, _ => true)) is { } gap)
            return new(type, SnapshotRoles.Committer, Confidence.High, ReferenceProjects.Kafka, ImmutableArray.Create(
                Evidence.At(gap, "only what lies before the first unfinished item counts"),
                Evidence.At(handed, $"'{pair.Save.Name}' saves its position"))) { Through = pair };
        if (Load() is not { } load) return null;
        if (Fed() is not { } fed) return Restores(load);
        return new(type, SnapshotRoles.Tracker, Confidence.High, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(load.Call.Operation, $"'{load.Body.DisplayName}' loads the position"),
            Evidence.At(fed.Call.Operation, $"'{fed.Body.DisplayName}' hands the position of a processed item to the committer")))
        {
            Through = pair,
            Saves = ImmutableArray.Create(new PositionSave(fed.Body, fed.Call,
                fed.Call.Arguments.Select(argument => ItemSource.Of(argument, fed.Body)).FirstOrDefault(item => item is not null))),
        };
    }

    /// <summary>Who starts to read is another type; this one saves only what leaves no gap.</summary>
    private SnapshotModel? SavesOnly(ImmutableArray<PositionSave> saves) => GapAwareness.InOwn(type) is not { } gap || !saves.Any(save => Sees(save.Body, gap))
        ? null : new(type, SnapshotRoles.Committer, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(gap, "only what lies before the first unfinished item counts"),
            Evidence.At(saves[0].Call.Operation, $"'{saves[0].Body.DisplayName}' saves its position"))) { Through = pair };

    /// <summary>What is saved and what is unfinished meet: in one body, in a helper of either, or in what the type keeps between the two.</summary>
    private bool Sees(Body saving, IOperation gap)
    {
        var finding = type.Bodies.FirstOrDefault(body => body.Operations.Contains(gap));
        return finding is null || finding == saving || Runs(saving, finding) || Runs(finding, saving)
            || type.Bodies.Any(body => Runs(body, saving) && Runs(body, finding));
    }

    private static bool Runs(Body caller, Body callee) => caller.Callees.Any(one => one.Body == callee);

    /// <summary>Reading starts where the position says, and what is read takes a position of its own along to whoever saves it.</summary>
    private SnapshotModel? Restores((Body Body, Call Call) load)
    {
        if (pair.Position.IsNumber() || new PositionFlow(type, pair).Reading() is not { } reading) return null;
        var reads = type.Bodies.First(body => body.Calls.Contains(reading));
        var along = reads.Of<IObjectCreationOperation>()
            .FirstOrDefault(creation => creation.Type.IsSame(pair.Position) && creation.Enclosing<ILoopOperation>() is not null
            && creation.Arguments.Any(argument => argument.Value.Type.IsNumber() && argument.Value.Referenced() is { } number
                && (number is not ILocalSymbol local || ReadItems.Of(reading.Operation, reads).Contains(local) || IsReadInLoop(reads, local))));
        if (along is null) return null;
        return new(type, SnapshotRoles.Tracker, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(load.Call.Operation, $"'{load.Body.DisplayName}' loads the position"),
            Evidence.At(reading.Operation, $"'{reading.DisplayName()}' reads on from there"),
            Evidence.At(along, "each item takes its own position along"))) { Through = pair, ReadsOn = true };
    }

    /// <summary>A number that a call in a loop gives out.</summary>
    private static bool IsReadInLoop(Body body, ILocalSymbol number) => body.Of<IArgumentOperation>().Any(argument =>
        argument.Parameter?.RefKind == RefKind.Out && SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), number));

    /// <summary>A call of a committer that this type makes with the pair, about the position of an item.</summary>
    private (Body Body, Call Call)? Fed()
    {
        foreach (var slot in type.Slots)
        {
            if (type.Project.Of(slot.Type) is not { } part || part == type
                || !Pairs(part).Any(candidate => SymbolEqualityComparer.Default.Equals(candidate.Pair.Owner, pair.Owner) && part.Words.Has(pair.Save.Name)))
                continue;
            foreach (var body in type.Bodies)
                if (body.Words.Has(slot.Name))
                    foreach (var call in body.Calls)
                        if (SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol)
                            && call.Arguments.Any(argument => argument.Type.MayBePosition() && ItemSource.Of(argument, body) is not null)) return (body, call);
        }
        return null;
    }

    private IOperation? MethodGroup()
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has(pair.Save.Name))
                foreach (var reference in body.Of<IMethodReferenceOperation>())
                    if (SymbolEqualityComparer.Default.Equals(reference.Method.OriginalDefinition, pair.Save.OriginalDefinition)) return reference;
        return null;
    }

    private (Body Body, Call Call)? Load()
    {
        foreach (var body in type.Bodies)
            if (Names(body, slot, pair.Load))
                foreach (var call in body.Calls)
                    if (pair.Loads(call)) return (body, call);
        return null;
    }

    /// <summary>The calls of the pair's save, and those of own members that only pass a position on to it.</summary>
    private IEnumerable<PositionSave> Saves()
    {
        foreach (var body in type.Bodies)
        {
            if (!Names(body, slot, pair.Save)) continue;
            foreach (var call in body.Calls)
            {
                if (!pair.Saves(call)) continue;
                yield return new(body, call, ItemSource.Of(PositionOf(call), body));
                if (Passed(call, body) is not { } parameter) continue;
                foreach (var caller in Callers(body.Method, parameter)) yield return caller;
            }
        }
    }

    private IEnumerable<PositionSave> Callers(IMethodSymbol method, IParameterSymbol parameter)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(method.Name) || SymbolEqualityComparer.Default.Equals(body.Method, method)) continue;
            foreach (var call in body.Calls)
                if (SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, method) && call.Argument(parameter.Name) is { } argument)
                    yield return new(body, call, ItemSource.Of(argument, body));
        }
    }

    private IOperation? PositionOf(Call call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Type.IsSame(pair.Position)) return argument;
        return null;
    }

    private IParameterSymbol? Passed(Call call, Body body) => PositionOf(call) is { } position
        ? body.Method.Parameters.FirstOrDefault(parameter => parameter.Type.MayBePosition() && position.Mentions(parameter))
        : null;
}

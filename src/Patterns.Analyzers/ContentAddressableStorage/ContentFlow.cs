using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// Where a content and its digest go inside one body: which locals, parameters and byte-holding fields carry the one, the other, or both. Order is
/// not looked at: what a variable carries once, it carries.
/// </summary>
internal sealed class ContentFlow
{
    /// <summary>How far a computing of a digest may hide behind helpers of the project.</summary>
    public const int Depth = 3;

    private readonly HashSet<ISymbol> digests = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> hashed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> contents = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, Hashing> hashings = new();
    private readonly ImmutableArray<ContentStep> steps;
    private readonly ImmutableArray<Maker> makers;
    private readonly DigestMembers members;

    private ContentFlow(Body body, bool isOfMaker = false)
    {
        Body = body;
        steps = ContentStep.In(body);
        makers = isOfMaker ? ImmutableArray<Maker>.Empty : body.Calls.Select(Maker.Of).OfType<Maker>().ToImmutableArray();
        members = new(this);
    }

    public Body Body { get; }

    /// <summary>The computings of a digest in the body itself.</summary>
    public IEnumerable<Hashing> Hashings => hashings.Values;

    /// <summary>The flow from the digests that a body computes; null where it computes none.</summary>
    public static ContentFlow? OfHashes(Body body, int depth = Depth)
    {
        var found = Hashing.In(body, depth).RemoveAll(hashing => hashing.IsOfNames);
        if (found.IsEmpty) return null;
        var flow = new ContentFlow(body);
        foreach (var hashing in found) flow.hashings[hashing.Operation] = hashing;
        foreach (var hashing in found) flow.Hash(hashing);
        flow.Spread();
        return flow;
    }

    /// <summary>The flow in a body that is handed a digest and a content by its caller.</summary>
    public static ContentFlow OfParameters(Body body, IEnumerable<ISymbol> digests, IEnumerable<ISymbol> contents,
        IEnumerable<(ISymbol Parameter, ImmutableHashSet<string> Members)>? rows = null)
    {
        var flow = new ContentFlow(body);
        foreach (var (parameter, known) in rows ?? Enumerable.Empty<(ISymbol, ImmutableHashSet<string>)>()) flow.members.Know(parameter, known);
        flow.digests.UnionWith(digests);
        flow.contents.UnionWith(contents);
        flow.Spread();
        return flow;
    }

    /// <summary>True when the symbol is what the digest was computed from.</summary>
    public bool IsHashed(ISymbol symbol) => hashed.Contains(symbol);

    public bool IsDigest(ISymbol? symbol) => symbol is not null && digests.Contains(symbol);

    public bool IsContent(ISymbol? symbol) => symbol is not null && contents.Contains(symbol);

    /// <summary>True when bytes are hashed, or text or an object that becomes bytes on the way; an object that the caller hands in as a whole may become them
    /// out of sight.</summary>
    public bool HasBytes() =>
        Hashings.Any(hashing => hashing.IsProven || hashing.Content.Any(content => content.Type.IsBytes() || IsHandedObject(content)))
        || hashed.Any(symbol => symbol.TypeOf().IsBytes());

    private static bool IsHandedObject(IOperation content) => content.Plain() is IParameterReferenceOperation { Parameter.Type: var type }
        && (type.TypeKind == TypeKind.TypeParameter || type.TypeKind is TypeKind.Class or TypeKind.Struct && type.Locations.Any(place => place.IsInSource));

    /// <summary>The types of the digests and of what wraps them.</summary>
    public IEnumerable<ITypeSymbol> DigestTypes() =>
        Hashings.Select(hashing => hashing.Operation.Type).Concat(digests.Where(symbol => !contents.Contains(symbol)).Select(symbol => symbol.TypeOf()))
            .OfType<ITypeSymbol>().Select(type => type.Awaited().NotNullable());

    /// <summary>Says that a value of the caller is a digest of the content, because the body compares the two.</summary>
    public void Trust(ISymbol symbol)
    {
        if (digests.Add(symbol)) Spread();
    }

    /// <summary>True when the value is the digest, wraps it or is derived from it: a path, a row, a key. What is read from under it is not, nor is a table
    /// that has it under another name.</summary>
    public bool CarriesDigest(IOperation operation)
    {
        operation = operation.Plain();
        if (hashings.ContainsKey(operation)) return true;
        if (operation.Referenced() is { } symbol && digests.Contains(symbol)) return true;
        return operation switch
        {
            IAnonymousFunctionOperation or IDelegateCreationOperation => false,
            { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 } => false,
            IInvocationOperation { TargetMethod: { Name: var name,
                ContainingType: { Name: "File", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } } } }
                when name.StartsWith("Read", StringComparison.Ordinal) => false,
            ISimpleAssignmentOperation { Target: var target } when ContentStep.IsUnderFixedName(target) => false,
            IPropertyReferenceOperation { Property: var part, Instance: { } row } when row.Referenced() is { } whole && members.Of(whole) is { } known =>
                known.Contains(part.Name),
            IConditionalOperation conditional => CarriesDigest(conditional.WhenTrue) || conditional.WhenFalse is { } other && CarriesDigest(other),
            _ => operation.ChildOperations.Any(CarriesDigest),
        };
    }

    /// <summary>The members of an object by which the digest comes along; null where the body does not say.</summary>
    public ImmutableHashSet<string>? MembersOf(IOperation value) => value.Referenced() is { } whole ? members.Of(whole) : null;

    /// <summary>True when the value is the content, or holds it in whole.</summary>
    public bool CarriesContent(IOperation operation)
    {
        operation = operation.Plain();
        if (hashings.ContainsKey(operation)) return false;
        if (operation.Referenced() is { } symbol && contents.Contains(symbol)) return true;
        switch (operation)
        {
            case IAnonymousFunctionOperation or IDelegateCreationOperation or INameOfOperation
                or { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 }: return false;
            case IPropertyReferenceOperation or IFieldReferenceOperation: return operation.Type.IsBytes() && operation.ChildOperations.Any(CarriesContent);
        }
        if (Call.From(operation) is { } call) return Operands(call).Any(operand => Keeps(call, operand) && CarriesContent(operand));
        return operation.ChildOperations.Any(CarriesContent);
    }

    /// <summary>The values by which callers learn the digest: returned, or assigned to an out parameter.</summary>
    public IEnumerable<IOperation> Returned()
    {
        foreach (var statement in Body.Of<IReturnOperation>())
            if (statement.ReturnedValue is { } value && (IsAddress(value) || IsCollected(value)) && ReachesCaller(statement)) yield return value;
        foreach (var step in steps)
            if (step.Target is IParameterSymbol { RefKind: RefKind.Out or RefKind.Ref } && step.Value is { } value && IsAddress(value)) yield return value;
    }

    /// <summary>What a lambda returns goes to whoever calls it; to the caller of the method only where that one gives it back, as in <c>return Task.Run(()
    /// => digest)</c>.</summary>
    private bool ReachesCaller(IReturnOperation statement)
    {
        var lambda = statement.Ancestors().LastOrDefault(outer => outer is IAnonymousFunctionOperation);
        if (lambda is null) return true;
        foreach (var outer in lambda.Ancestors())
        {
            if (outer is IReturnOperation) return true;
            if (outer is IVariableDeclaratorOperation { Symbol: var local })
                return Body.Of<IReturnOperation>().Any(result => result.ReturnedValue?.Mentions(local) is true);
        }
        return false;
    }

    /// <summary>True for a list that the body has filled with the digests of the parts of a content.</summary>
    private bool IsCollected(IOperation value) =>
        ContentStep.Root(value) is ILocalSymbol { Type: var type } list && type.IsFramework() && type.ElementType().MayBeContent() && !type.IsBytes()
        && Body.Calls.Any(call => call.Name is "Add" or "Enqueue" or "AddLast" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, list)
            && call.Arguments.Any(argument => IsAddress(argument)));

    /// <summary>The receiver and the arguments.</summary>
    public static IEnumerable<IOperation> Operands(Call call) => call.Receiver is { } receiver ? call.Arguments.Prepend(receiver) : call.Arguments;

    private bool IsAddress(IOperation value)
    {
        var plain = value.Plain();
        if (plain.Type is { } type && (!type.Awaited().MayBeContent() || type.IsStream()))
            return plain.Type.SpecialType is SpecialType.System_UInt64 && CarriesDigest(plain);
        if (!CarriesDigest(plain)) return false;
        return !(plain.Referenced() is { } symbol && contents.Contains(symbol) && plain.Type.IsBytes());
    }

    /// <summary>A call gives back the content when it passes bytes through, or when its name says that it only changes the form.</summary>
    private static bool Keeps(Call call, IOperation operand) => operand.Type.IsBytes() || ContentVerbs.ChangesForm(call.Name);

    private void Hash(Hashing hashing)
    {
        foreach (var content in hashing.Content)
            foreach (var symbol in ContentStep.Sources(content, hashings)) hashed.Add(symbol);
        if (hashing.Destination?.Plain() is { } destination && ContentStep.Root(destination) is { } target) digests.Add(target);
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var step in steps)
                if (hashed.Contains(step.Target) && step.Value is { } value)
                    foreach (var source in ContentStep.Sources(value, hashings)) grown |= hashed.Add(source);
        }
        contents.UnionWith(hashed);
    }

    /// <summary>True when one variable was made of another.</summary>
    public bool IsMadeOf(ISymbol whole, ISymbol part) =>
        steps.Any(step => SymbolEqualityComparer.Default.Equals(step.Target, whole) && step.Value?.Mentions(part) is true);

    /// <summary>The operations that have a digest inside them, so that only those are looked at.</summary>
    public HashSet<IOperation> AroundDigests()
    {
        var found = new HashSet<IOperation>();
        foreach (var operation in Body.Operations)
        {
            if (!hashings.ContainsKey(operation) && !IsDigest(Variable(operation))) continue;
            for (IOperation? outer = operation; outer is not null && found.Add(outer); outer = outer.Parent) { }
        }
        return found;
    }

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private void Spread()
    {
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var step in steps)
            {
                if (TakesDigest(step)) grown |= digests.Add(step.Target);
                if (TakesContent(step)) grown |= contents.Add(step.Target);
            }
            foreach (var maker in makers)
                foreach (var made in MadeBy(maker).ToList()) grown |= digests.Add(made);
        }
    }

    /// <summary>The variables that take what a helper of the project makes of a digest.</summary>
    private IEnumerable<ISymbol> MadeBy(Maker maker)
    {
        var given = maker.Arguments.Where(argument => !argument.IsOut && CarriesDigest(argument.Value)).ToList();
        foreach (var body in given.Count == 0 ? ImmutableArray<Body>.Empty : Body.Type.Project.BodiesOf(maker.Target))
        {
            var inner = new ContentFlow(body, isOfMaker: true);
            inner.digests.UnionWith(given.Select(argument => body.Method.Parameters.ElementAtOrDefault(argument.Ordinal)).OfType<ISymbol>());
            inner.Spread();
            foreach (var argument in maker.Arguments)
                if (argument.IsOut && inner.IsDigest(body.Method.Parameters.ElementAtOrDefault(argument.Ordinal))
                    && ContentStep.Root(argument.Value) is { } taker) yield return taker;
        }
    }

    private bool TakesDigest(ContentStep step)
    {
        if (step.Kind == StepKind.Fill || step.Value is not { } value || digests.Contains(step.Target)) return false;
        if (step.Kind == StepKind.Piece) return value.Contains(IsPieceOfDigest);
        return step.Target.TypeOf() is var type
            && (type.MayBeContent() || type is { SpecialType: SpecialType.System_Byte }
                || type is { SpecialType: SpecialType.System_UInt64 } && hashings.ContainsKey(value.Plain())) && CarriesDigest(value);
    }

    /// <summary>A byte of a digest, of which its text is made one after the other.</summary>
    private bool IsPieceOfDigest(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Type.SpecialType: SpecialType.System_Byte, ArrayReference: var bytes } => CarriesDigest(bytes),
        ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_Byte } piece } => digests.Contains(piece),
        _ => false,
    };

    private bool TakesContent(ContentStep step)
    {
        if (step.Kind is StepKind.CallerToLambda or StepKind.Piece || contents.Contains(step.Target) || !step.Target.TypeOf().MayBeContent()) return false;
        return step.From is { } from ? contents.Contains(from) : step.Value is { } value && CarriesContent(value);
    }
}

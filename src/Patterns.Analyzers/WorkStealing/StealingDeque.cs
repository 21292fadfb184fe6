using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>
/// A queue over an array of which the owner pushes and pops one end, and others take from the other: the owner's members move one index, the third
/// member moves the other, and it does so atomically.
/// </summary>
/// <param name="Push">The member that adds.</param>
/// <param name="Pop">The member that takes what was added last.</param>
/// <param name="Steal">The member that takes from the other end.</param>
/// <param name="Shared">The index that the thief moves.</param>
internal sealed record StealingDeque(Body Push, Body Pop, Body Steal, Slot Shared)
{
    private static readonly Words AtomicWords = new("Interlocked", "lock", "Monitor", "SpinLock");

    public static bool MayBe(TypeFacts type) => type.Words.HasAny(AtomicWords) && type.Slots.Any(IsStorage) && Indices(type).Skip(1).Any();

    /// <summary>The deque that a type is, or null.</summary>
    public static StealingDeque? Of(TypeFacts type) => !MayBe(type) ? null : type.Project.GetOrAdd((nameof(StealingDeque), type.Symbol), () => Find(type));

    private static StealingDeque? Find(TypeFacts type)
    {
        var indices = Indices(type).ToList();
        var members = type.Bodies
            .Where(body => body.Method.MethodKind == MethodKind.Ordinary && !body.Method.IsStatic && indices.Any(index => body.Words.Has(index.Name))).ToList();
        var pushes = members.Where(body => body.Method.Parameters.Any(parameter => parameter.RefKind is RefKind.None or RefKind.In && Stores(body, parameter)))
            .ToList();
        if (pushes.Count == 0) return null;
        var takers = members.Where(body => Taking.ItemOf(body.Method, type.Project) is not null && body.Operations.Any(IsElement)).ToList();
        foreach (var near in indices)
            foreach (var far in indices)
            {
                if (near == far || pushes.FirstOrDefault(body => MovesOn(body, near)) is not { } push
                    || pushes.Any(body => MovesOn(body, far) && !MovesOn(body, near))) continue;
                var pop = takers.FirstOrDefault(body => Moves(body, near));
                var steal = takers.FirstOrDefault(body => Moves(body, far) && !Moves(body, near) && IsAtomic(body));
                if (pop is not null && steal is not null && pop != steal) return new(push, pop, steal, far);
            }
        return null;
    }

    /// <summary>True for a body that moves an index of its type's array and leaves it to chance who else does so at the same time.</summary>
    public static bool IsUnguarded(Body body) =>
        body.Type.Slots.Any(IsStorage) && body.Operations.Any(IsElement) && Indices(body.Type).Any(index => Moves(body, index)) && !IsAtomic(body);

    /// <summary>An array, or an object of the project that is used like one.</summary>
    private static bool IsStorage(Slot slot) => slot.Type is IArrayTypeSymbol
        || slot.Type is INamedTypeSymbol { SpecialType: SpecialType.None } named && !named.IsFramework()
            && named.GetMembers().Any(member => member is IPropertySymbol { IsIndexer: true });

    private static IEnumerable<Slot> Indices(TypeFacts type) => type.Slots.Where(slot => slot is { IsReadOnly: false, IsStatic: false }
        && slot.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64);

    private static bool IsElement(IOperation operation) =>
        operation is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true };

    private static bool Stores(Body body, IParameterSymbol parameter) => body.Operations.Any(operation =>
        operation is ISimpleAssignmentOperation assignment && IsElement(assignment.Target) && assignment.Value.Mentions(parameter));

    /// <summary>Moves the index from where it is, and does not only start again after the storage has grown.</summary>
    private static bool MovesOn(Body body, Slot index) => Reach(body).Any(one => one.Words.Has(index.Name) && one.Operations.Any(operation =>
        IsMove(operation, index) && operation is not ISimpleAssignmentOperation { Value.ConstantValue.HasValue: true }));

    private static bool Moves(Body body, Slot index) =>
        Reach(body).Any(one => one.Words.Has(index.Name) && one.Operations.Any(operation => IsMove(operation, index)));

    private static bool IsAtomic(Body body) => Reach(body).Any(one => one.Words.HasAny(AtomicWords) && one.Operations.Any(operation => operation switch
    {
        ILockOperation => true,
        IInvocationOperation { TargetMethod: { ContainingType: var owner, Name: not "Read" } } =>
            owner.Named("System.Threading.Interlocked") || owner.Named("System.Threading.Monitor") || owner.Named("System.Threading.SpinLock"),
        _ => false,
    }));

    /// <summary>A body and the private members that it calls.</summary>
    private static IEnumerable<Body> Reach(Body body) =>
        body.Callees.Where(pair => pair.Body.Type == body.Type && !pair.Body.IsOpen).Select(pair => pair.Body).Prepend(body);

    private static bool IsMove(IOperation operation, Slot index) => operation switch
    {
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Parent: IInvocationOperation { TargetMethod.Name: not "Read" },
            Value: var value } => Is(value, index),
        _ => operation.Assigned() is var (target, _) && Is(target, index),
    };

    private static bool Is(IOperation value, Slot index) => SymbolEqualityComparer.Default.Equals(value.Referenced(), index.Symbol);
}

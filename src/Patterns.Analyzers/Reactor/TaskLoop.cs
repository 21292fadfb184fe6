using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>
/// A loop whose events come from another layer, as those of a user interface do: it runs what was posted to it, sleeps on its own signal no longer than until
/// the
/// earliest timer is due, and knows its thread.
/// </summary>
/// <param name="Body">The body in which the loop stands.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Wait">The call that sleeps.</param>
/// <param name="Run">Where something posted is run.</param>
/// <param name="Guard">Where the current thread is compared with the loop's.</param>
internal sealed record TaskLoop(Body Body, ILoopOperation Loop, Call Wait, IOperation Run, IOperation Guard)
{
    private static readonly Words Threads = new("CurrentManagedThreadId", "ManagedThreadId", "CurrentThread");
    private static readonly Words Waits = new("Wait", "WaitOne", "WaitAny", "TryTake");
    private static readonly Words Loops = new("for", "while", "do");
    private static readonly string[] Takes = ["TryDequeue", "Dequeue", "TryTake", "Take", "TryPop", "Pop"];

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Threads) && type.Words.HasAny(Waits) && type.Words.HasAny(Loops);

    public static TaskLoop? In(TypeFacts type) => MayBeIn(type) && Guards(type) is { } guard ? Find(type, guard) : null;

    private static TaskLoop? Find(TypeFacts type, IOperation guard)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Loops)) continue;
            foreach (var loop in body.Of<ILoopOperation>())
            {
                if (loop is IForEachLoopOperation) continue;
                var reach = Reach.Of(body, loop.Syntax).ToList();
                if (In(reach, body, loop, call => IsTimedSleep(call.Call, call.Body)) is { } wait
                    && In(reach, body, loop, call => RunsPosted(call.Call, call.Body)) is { } run)
                    return new(body, loop, wait, run.Operation, guard);
            }
        }
        return null;
    }

    private static Call? In(List<Body> reach, Body body, ILoopOperation loop, Func<(Call Call, Body Body), bool> condition)
    {
        foreach (var reached in reach)
        {
            if (reached.Type != body.Type) continue;
            foreach (var call in reached.Calls)
                if ((reached != body || loop.Syntax.Span.Contains(call.Syntax.Span)) && condition((call, reached))) return call;
        }
        return null;
    }

    /// <summary>A test whether the current thread is the one that the type remembers.</summary>
    private static IOperation? Guards(TypeFacts type)
    {
        foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies))
        {
            if (!body.Words.HasAny(Threads)) continue;
            foreach (var operation in body.Operations)
            {
                if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test
                    && (IsCurrent(test.LeftOperand) && IsRemembered(test.RightOperand) || IsCurrent(test.RightOperand) && IsRemembered(test.LeftOperand)))
                    return operation;
                if (operation is IInvocationOperation { TargetMethod.Name: "ReferenceEquals" or "Equals" } call
                    && call.ChildOperations.Any(child => IsCurrent(Value(child))) && call.ChildOperations.Any(child => IsRemembered(Value(child))))
                    return operation;
            }
        }
        return null;
    }

    private static IOperation Value(IOperation child) => child is IArgumentOperation argument ? argument.Value : child;

    private static bool IsCurrent(IOperation value) =>
        value.Contains(operation =>
            operation is IPropertyReferenceOperation { Property: { Name: "CurrentManagedThreadId" or "CurrentThread", IsStatic: true } });

    private static bool IsRemembered(IOperation value) => value.Plain() switch
    {
        IPropertyReferenceOperation { Property.Name: "ManagedThreadId", Instance: { } thread } => IsRemembered(thread),
        IFieldReferenceOperation { Field.IsConst: false } field => field.IsOwnMember(),
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.IsOwnMember() && !IsCurrent(property),
        _ => false,
    };

    /// <summary>A delegate, or an object of the project, that a queue of the type gave out is run, or an event of the type is raised.</summary>
    private static bool RunsPosted(Call call, Body body) =>
        call.Target is { } target && (call.IsDelegate || !target.ContainingType.IsFramework() && !target.IsStatic)
        && (call.IsDelegate && call.ReceiverSymbol is IEventSymbol raised && SymbolEqualityComparer.Default.Equals(raised.ContainingType, body.Type.Symbol)
            || call.Receiver is { } receiver && Root(receiver) is { } local && body.Operations.Any(operation => Gives(operation, local)));

    private static ILocalSymbol? Root(IOperation receiver)
    {
        while (receiver.Plain() is IMemberReferenceOperation { Instance: { } holder }) receiver = holder;
        return receiver.Referenced() as ILocalSymbol;
    }

    private static bool Gives(IOperation operation, ILocalSymbol local) =>
        operation is IInvocationOperation take && Array.IndexOf(Takes, take.TargetMethod.Name) >= 0 && take.Instance?.IsOwnMember() == true
        && (take.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out
            && SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), local)) || IsAssignedTo(take, local));

    private static bool IsAssignedTo(IOperation value, ILocalSymbol local)
    {
        var outer = value.Parent;
        while (outer is IConversionOperation or IConditionalOperation or IVariableInitializerOperation) outer = outer.Parent;
        return outer switch
        {
            IVariableDeclaratorOperation declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local),
            ISimpleAssignmentOperation assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), local),
            _ => false,
        };
    }

    /// <summary>Sleeps on something of its own, no longer than a time that follows from when something is due.</summary>
    private static bool IsTimedSleep(Call call, Body body) =>
        call.Target is { ContainingType: var owner } target && Waits.Contains(target.Name) && owner.IsFramework()
        && (call.Receiver is null ? call.Arguments.Length > 0 && call.Arguments[0].SelfAndDescendants().Any(IsOwnSlot) : call.Receiver.IsOwnMember())
        && call.Arguments.Any(argument => IsTime(argument.Type) && !argument.ConstantValue.HasValue && DueTime.Decides(argument, body));

    private static bool IsOwnSlot(IOperation operation) => operation is IMemberReferenceOperation && operation.IsOwnMember();

    private static bool IsTime(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } || type.Named("System.TimeSpan");
}

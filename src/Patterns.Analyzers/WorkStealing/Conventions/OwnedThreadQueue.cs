using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>
/// PAT0907: a scheduler that uses the thread's queue asks first whose it is. Decided where instances can be many, each with a row of queues of its own, and
/// the member that
/// takes in work compares nothing but with null.
/// </summary>
internal static class OwnedThreadQueue
{
    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        var type = model.Type;
        if (type.Symbol.IsStatic || model.Theft?.Element.Collection.Referenced() is { IsStatic: true } || IsSingle(type.Symbol)
            || !type.Slots.Any(slot => !slot.IsStatic && Row.Is(slot.Type, type.Project))) return;
        foreach (var slot in type.Slots.Where(IsOfThread))
            foreach (var body in type.Bodies)
            {
                if (!body.IsOpen || body.Method.IsStatic || body.IsConstructor || !body.Words.Has(slot.Name)
                    || body.Operations.Any(operation => Compares(operation))) continue;
                if (body.Calls.FirstOrDefault(call => IsPush(call, slot, body, type.Project)) is not { Operation: { } push }) continue;
                context.Report(WorkStealingRules.OwnedThreadQueue, push.Syntax.GetLocation(), ImmutableArray.Create(slot.Symbol.Locations[0]), null,
                    body.DisplayName, slot.Name);
                return;
            }
    }

    private static bool IsOfThread(Slot slot) => slot.IsStatic
        && (slot.Type.Named("System.Threading.ThreadLocal`1")
            || slot.Symbol.GetAttributes().Any(attribute => attribute.AttributeClass.Named("System.ThreadStaticAttribute")));

    /// <summary>Nobody else can make one.</summary>
    private static bool IsSingle(INamedTypeSymbol type) =>
        type.InstanceConstructors.All(constructor => constructor.DeclaredAccessibility == Accessibility.Private);

    private static bool IsPush(Call call, Slot slot, Body body, ProjectFacts project) =>
        call.Arguments.Length == 1 && call.Receiver is { } receiver && receiver.Type is { } queue && Taking.IsQueue(queue, project)
        && call.Target is { } target && !Taking.IsTake(call, project) && target.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
        && LeadsTo(receiver, slot, body);

    private static bool LeadsTo(IOperation receiver, Slot slot, Body body) => receiver.Mentions(slot.Symbol)
        || receiver.Referenced() is ILocalSymbol local
            && (body.DeclaredValue(local)?.Mentions(slot.Symbol) == true
                || body.Of<IIsPatternOperation>()
                    .Any(test => test.Value.Mentions(slot.Symbol) && test.Pattern is IDeclarationPatternOperation or IRecursivePatternOperation));

    /// <summary>Any comparison that is not one with a constant: it may be the one that is asked for.</summary>
    private static bool Compares(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test =>
            !test.LeftOperand.Plain().ConstantValue.HasValue && !test.RightOperand.Plain().ConstantValue.HasValue,
        IInvocationOperation { TargetMethod.Name: "ReferenceEquals" or "Equals" or "Contains" or "TryGetValue" or "ContainsKey" } => true,
        _ => false,
    };
}

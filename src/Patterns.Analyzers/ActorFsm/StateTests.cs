using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>What the code around a place has asked when it gets there: for the state, for what arrived, for anything else.</summary>
internal sealed class StateTests
{
    private readonly Func<IOperation, bool> isState;

    private StateTests(Func<IOperation, bool> isState) => this.isState = isState;

    /// <summary>The states, as the code writes them; null where none was asked for.</summary>
    public string? From { get; private set; }

    /// <summary>True where what arrived was asked for.</summary>
    public bool ByEvent { get; private set; }

    /// <summary>True where anything besides the state was asked for.</summary>
    public bool IsGuarded { get; private set; }

    /// <summary>True where a character or byte was asked for: a scanner.</summary>
    public bool Scans { get; private set; }

    /// <summary>The outermost question for the state.</summary>
    public IOperation? Chooser { get; private set; }

    /// <summary>The tests that enclose an operation.</summary>
    /// <param name="site">The operation.</param>
    /// <param name="isState">Whether an operation reads the state.</param>
    public static StateTests Around(IOperation site, Func<IOperation, bool> isState)
    {
        var tests = new StateTests(isState);
        var inner = site;
        foreach (var outer in site.Ancestors())
        {
            if (outer is ISwitchOperation choice && inner is ISwitchCaseOperation section)
                tests.Ask(choice.Value, section.Clauses.Select(Pattern).ToList(), choice);
            else if (outer is ISwitchExpressionOperation expression && inner is ISwitchExpressionArmOperation arm)
                tests.Ask(expression.Value, new[] { arm.Pattern }, expression);
            else if (outer is IConditionalOperation conditional && inner != conditional.Condition) tests.Ask(conditional, inner == conditional.WhenTrue);
            inner = outer;
        }
        return tests;
    }

    /// <summary>A switch over one value, or over several at once.</summary>
    private void Ask(IOperation value, IReadOnlyList<IOperation> patterns, IOperation chooser)
    {
        if (value.Plain() is not ITupleOperation values)
        {
            AskOne(value, patterns, chooser);
            return;
        }
        for (var i = 0; i < values.Elements.Length; i++)
            AskOne(values.Elements[i], patterns.Select(pattern => Part(pattern, i)).OfType<IOperation>().ToList(), chooser);
    }

    private void AskOne(IOperation value, IReadOnlyList<IOperation> patterns, IOperation chooser)
    {
        if (patterns.Count == 0) return;
        if (isState(value.Plain()))
        {
            From = string.Join(" ", patterns.Select(Label));
            Chooser = chooser;
            return;
        }
        IsGuarded = true;
        foreach (var operation in value.SelfAndDescendants()) Look(operation);
    }

    /// <summary>What a pattern over several values asks of one of them; null where it asks nothing.</summary>
    private static IOperation? Part(IOperation pattern, int index) =>
        pattern is IRecursivePatternOperation { DeconstructionSubpatterns: var parts } && index < parts.Length && parts[index] is not IDiscardPatternOperation
            ? parts[index] : null;

    private static IOperation Pattern(ICaseClauseOperation clause) => clause is IPatternCaseClauseOperation { Pattern: var pattern } ? pattern : clause;

    private void Ask(IConditionalOperation conditional, bool holds)
    {
        var labels = holds ? conditional.Condition.SelfAndDescendants().Select(StateAskedFor).OfType<string>().ToList() : new List<string>();
        if (labels.Count > 0)
        {
            From = string.Join(" ", labels);
            Chooser = conditional;
        }
        foreach (var operation in conditional.Condition.SelfAndDescendants()) Look(operation);
        IsGuarded |= labels.Count == 0;
    }

    private void Look(IOperation operation)
    {
        if (isState(operation)) return;
        Scans |= operation.Type?.SpecialType is SpecialType.System_Char or SpecialType.System_Byte && !operation.ConstantValue.HasValue;
        ByEvent |= operation is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor },
            Type: var type } } && IsEventType(type);
    }

    private string? StateAskedFor(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals when isState(equals.LeftOperand.Plain()) => equals.RightOperand.Syntax.ToString(),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals when isState(equals.RightOperand.Plain()) => equals.LeftOperand.Syntax.ToString(),
        IIsPatternOperation { Pattern: not INegatedPatternOperation } test when isState(test.Value.Plain()) => Label(test.Pattern),
        _ => null,
    };

    /// <summary>An event has a meaning of its own: a number, a flag or a text has none.</summary>
    private static bool IsEventType(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum or TypeKind.Interface or TypeKind.TypeParameter or TypeKind.Error } => true,
        { SpecialType: not (SpecialType.None or SpecialType.System_Object) } => false,
        { TypeKind: TypeKind.Class or TypeKind.Struct } => !type.IsFramework() || type.SpecialType == SpecialType.System_Object,
        _ => false,
    };

    private static string Label(IOperation test) => (test is ISingleValueCaseClauseOperation { Value: var value } ? value : test).Syntax.ToString();
}

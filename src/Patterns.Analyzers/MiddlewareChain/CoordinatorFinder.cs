using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Finds loops that ask handlers in turn until one has settled the request.</summary>
internal static class CoordinatorFinder
{
    private static readonly Words Loops = new("foreach", "Any");

    /// <summary>True when the type holds a row of handlers of some contract, or walks one that somebody else holds.</summary>
    public static bool MayCoordinate(TypeFacts type) => Rows(type).Any() || type.Words.Has("foreach") && type.Bodies.Any(WalksOthers);

    public static MiddlewareChainModel? Find(TypeFacts type)
    {
        var rows = Rows(type).ToList();
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Loops) || !body.Method.Parameters.Any(LinkShapes.IsRequest)
                || !rows.Any(row => body.Words.Has(row.Name)) && !WalksOthers(body)) continue;
            if (IsReached(body) && HasStoppingLoop(body)
                && Model(type, body, body.Of<IForEachLoopOperation>().Select(loop => Ask.Of(loop, body, rows)).OfType<Ask>().ToList()) is { } model)
                return model;
            if (FirstTaker.In(body, rows) is { } taker) return Settled(type, body, taker.Row, taker.Call);
        }
        return null;
    }

    /// <summary>True for a loop over the member of another object in which each element is called with something: syntax only.</summary>
    private static bool WalksOthers(Body body) => body.Words.Has("foreach") && body.Method.Parameters.Any(LinkShapes.IsRequest)
        && body.Declaration.DescendantNodes().OfType<ForEachStatementSyntax>().Any(loop =>
            loop.Expression is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } && loop.Statement.DescendantNodes().Any(node =>
                node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0,
                    Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var called } } }
                && called == loop.Identifier.ValueText))
        && HasStoppingLoop(body);

    private static bool IsReached(Body body) => body.IsOpen || body.Type.Bodies.Any(caller => caller.IsOpen && caller.Words.Has(body.Name));

    /// <summary>A loop with a condition under which it is left, or without which it is: syntax only.</summary>
    private static bool HasStoppingLoop(Body body) => body.Declaration.DescendantNodes().OfType<ForEachStatementSyntax>().Any(loop =>
        loop.Statement.DescendantNodes()
            .Any(node => node is ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax
                && node.Ancestors().TakeWhile(outer => outer != loop).Any(outer => outer is IfStatementSyntax)));

    private static MiddlewareChainModel? Model(TypeFacts type, Body body, List<Ask> asks)
    {
        if (asks.FirstOrDefault(ask => ask.Stops) is not { } stopping) return null;
        if (asks.FirstOrDefault(ask => !ask.Stops && ask.Loop.Syntax.SpanStart < stopping.Loop.Syntax.SpanStart
            && !SymbolEqualityComparer.Default.Equals(ask.Row.Symbol, stopping.Row.Symbol)) is { } changing)
            return new(type, MiddlewareChainSignature.Coordinator, Confidence.Medium, ReferenceProjects.Kubernetes,
                ImmutableArray.Create(
                    Evidence.At(changing.Call.Operation,
                        $"'{body.DisplayName}' lets every one of '{changing.Row.Name}' see the request by '{changing.Call.Name}'"),
                    Evidence.At(stopping.Call.Operation, $"then ends it as soon as '{stopping.Call.Name}' of one of '{stopping.Row.Name}' refuses")),
                ImmutableArray<Link>.Empty, ImmutableArray<Composition>.Empty);
        return stopping.TellsOutcome ? Settled(type, body, stopping.Row, stopping.Call) : null;
    }

    private static MiddlewareChainModel Settled(TypeFacts type, Body body, Slot row, Call call) =>
        new(type, MiddlewareChainSignature.Coordinator, Confidence.Medium, ReferenceProjects.CoreDNS,
            ImmutableArray.Create(Evidence.At(call.Operation,
                $"'{body.DisplayName}' asks '{row.Name}' in turn and ends as soon as '{call.Name}' has settled the request")),
            ImmutableArray<Link>.Empty, ImmutableArray<Composition>.Empty);

    /// <summary>The ordered collections of handlers that the type holds, or gets from a base class of the project.</summary>
    private static IEnumerable<Slot> Rows(TypeFacts type) => type.Slots.Concat(Inherited(type)).Where(slot =>
        !slot.IsStatic && IsRow(slot.Type));

    private static bool IsRow(ITypeSymbol type) => IsOrdered(type)
        && type.ElementType() is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class } element && element.IsContract() && !element.IsFramework();

    private static IEnumerable<Slot> Inherited(TypeFacts type) => type.Symbol.SelfAndBases().Skip(1)
        .Where(above => type.Project.Of(above) is not null)
        .SelectMany(above => above.GetMembers())
        .Where(member => member is { IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private } and (IFieldSymbol or IPropertySymbol))
        .Select(member => new Slot(member, member.HeldType()!, IsReadOnly: true));

    private static bool IsOrdered(ITypeSymbol type) => type is IArrayTypeSymbol
        || type is INamedTypeSymbol { Arity: 1,
            Name: "List" or "IList" or "IReadOnlyList" or "ImmutableArray" or "ImmutableList" or "IEnumerable" or "IReadOnlyCollection" or "ICollection" };

    /// <summary>A loop over a row that calls the same member of each handler with the request.</summary>
    private sealed record Ask(ILoopOperation Loop, Slot Row, Call Call, bool Stops, bool TellsOutcome)
    {
        public static Ask? Of(IForEachLoopOperation loop, Body body, List<Slot> rows)
        {
            if (All(loop.Collection).Referenced() is not { } collection
                || (rows.FirstOrDefault(row => SymbolEqualityComparer.Default.Equals(row.Symbol, collection)) ?? OfAnother(collection)) is not { } row)
                return null;
            var calls = body.Calls
                .Where(call => loop.Body.Syntax.Span.Contains(call.Syntax.Span) && call.ReceiverSymbol is ILocalSymbol local
                    && loop.Locals.Contains(local, SymbolEqualityComparer.Default)).ToList();
            if (calls.Count != 1 || !calls[0].Arguments.Any(argument => argument.Referenced() is IParameterSymbol parameter && parameter.IsRequest()))
                return null;
            var tests = Tests(loop, calls[0]).ToList();
            var result = calls[0].Target is { } asked ? asked.ReturnType.Awaited() : Kept(calls[0])?.Type;
            var tells = result?.TypeKind == TypeKind.Enum
                || rows.Contains(row) && result?.SpecialType == SpecialType.System_Boolean && tests.Any(test => IsYes(test, calls[0]))
                    && !IsOneOfThem(body, calls[0])
                    && Deeds.AreDoneBy(calls[0].Target, body.Type.Project);
            return tells || rows.Contains(row) ? new(loop, row, calls[0], tests.Any(test => Ends(test, loop)), tells) : null;
        }

        /// <summary>The row that an object keeps which the type is given, as the options of a host do.</summary>
        private static Slot? OfAnother(ISymbol collection) =>
            collection is IPropertySymbol { IsStatic: false, Type: var all } && IsRow(all) ? new(collection, all, IsReadOnly: true) : null;

        /// <summary>A condition that is made of conditions says yes as they do.</summary>
        private static bool IsOneOfThem(Body body, Call call) =>
            SymbolEqualityComparer.Default.Equals(body.Method.Contract(), call.Target?.Contract() ?? call.Target?.OriginalDefinition);

        /// <summary>The row itself, behind what chooses among it or puts it in order.</summary>
        private static IOperation All(IOperation collection)
        {
            while (collection.Plain() is IInvocationOperation { TargetMethod: { IsExtensionMethod: true,
                Name: "Where" or "OrderBy" or "OrderByDescending" or "ThenBy" or "Reverse" or "ToArray" or "ToList", ContainingType: var linq },
                Arguments: [var all, ..] }
                && linq.Named("System.Linq.Enumerable")) collection = all.Value;
            return collection;
        }

        /// <summary>The local that keeps what the call returned.</summary>
        private static ILocalSymbol? Kept(Call call) => call.Operation.Enclosing<IVariableDeclaratorOperation>()?.Symbol
            ?? (call.Operation.Enclosing<ISimpleAssignmentOperation>()?.Target as ILocalReferenceOperation)?.Local;

        /// <summary>Where the loop asks what the call returned.</summary>
        private static IEnumerable<IConditionalOperation> Tests(IForEachLoopOperation loop, Call call)
        {
            var result = Kept(call);
            return loop.Body.SelfAndDescendants().OfType<IConditionalOperation>().Where(test =>
                test.Condition.Contains(operation => operation.Syntax == call.Syntax) || result is not null && test.Condition.Mentions(result));
        }

        /// <summary>The loop is left there, or it goes on there and is left otherwise.</summary>
        private static bool Ends(IConditionalOperation test, IForEachLoopOperation loop) => test.WhenTrue.Contains(Leaves)
            || test.WhenTrue.Contains(operation => operation is IBranchOperation { BranchKind: BranchKind.Continue })
                && loop.Body is IBlockOperation { Operations: [.., var last] } && Leaves(last);

        private static bool Leaves(IOperation operation) =>
            operation is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break };

        /// <summary>Yes is what ends the loop: where no does, all are asked.</summary>
        private static bool IsYes(IConditionalOperation test, Call call)
        {
            var asked = test.Condition.Plain();
            while (asked is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, LeftOperand: var left }) asked = left.Plain();
            return test.WhenTrue.Contains(Leaves)
                && (asked.Syntax == call.Syntax
                    || asked is ILocalReferenceOperation { Local: var result } && call.Operation.Enclosing<IVariableDeclaratorOperation>()
                    is { } declared && SymbolEqualityComparer.Default.Equals(declared.Symbol, result));
        }
    }
}

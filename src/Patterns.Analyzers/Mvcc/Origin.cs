using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Where a stamp comes from.</summary>
/// <param name="Counter">The member that is counted up; null for the wall clock.</param>
/// <param name="Site">Where it is read or raised.</param>
/// <param name="Body">The body that the site stands in; null for an initializer.</param>
/// <param name="Kept">The members through which the value went on its way, the last one first.</param>
internal sealed record Origin(ISymbol? Counter, IOperation Site, Body? Body, ImmutableArray<Keep> Kept)
{
    /// <summary>True when the value is raised where it is read: the stamp is the site's alone.</summary>
    public bool IsFresh => Site is not IMemberReferenceOperation;
}

/// <summary>A member that keeps a value, and the assignment that puts it there.</summary>
/// <param name="Member">The member.</param>
/// <param name="Assignment">The assignment.</param>
/// <param name="Body">The body that it stands in; null for the member's own initializer.</param>
internal readonly record struct Keep(ISymbol Member, IOperation Assignment, Body? Body);

/// <summary>Follows a stamp back to the counter or clock that made it: through locals, members, returns and the arguments of callers.</summary>
internal sealed class Origins
{
    private const int Depth = 9;
    private const int Enough = 8;

    private readonly ProjectFacts project;
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    private readonly List<Origin> found = new();

    private Origins(ProjectFacts project) => this.project = project;

    public static IReadOnlyList<Origin> Of(IOperation value, ProjectFacts project, Body? body)
    {
        var origins = new Origins(project);
        origins.Follow(value, body, ImmutableArray<Keep>.Empty, Depth);
        return origins.found;
    }

    private void Follow(IOperation value, Body? body, ImmutableArray<Keep> kept, int depth)
    {
        if (depth == 0 || found.Count >= Enough || value.ConstantValue.HasValue) return;
        switch (value.Bare())
        {
            case IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: IMemberReferenceOperation raised } step:
                Add(raised.Member, step, body, kept); break;
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: IMemberReferenceOperation raised } sum
                when !Counters.IsLength(sum):
                Add(raised.Member, sum, body, kept); break;
            case ISimpleAssignmentOperation assignment: Follow(assignment.Value, body, kept, depth); break;
            case IInvocationOperation call: FollowCall(call, body, kept, depth); break;
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "UtcNow" or "Now" } clock } when clock.ContainingType.IsMoment():
                Add(null, value, body, kept); break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map }: FollowMap(map, kept, depth); break;
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property } read: FollowProperty(property, read, body, kept, depth); break;
            case IFieldReferenceOperation field: FollowMember(field.Field, field, body, kept, depth); break;
            case ILocalReferenceOperation { Local: var local }:
                if (!seen.Add(local)) return;
                foreach (var given in body is null ? Enumerable.Empty<IOperation>() : LocalValues.Of(body, local)) Follow(given, body, kept, depth - 1);
                foreach (var (given, code) in body is null ? Enumerable.Empty<(IOperation, Body)>() : Carriers.GivenOut(local, body, project))
                    Follow(given, code, kept, depth - 1);
                break;
            case IParameterReferenceOperation read: FollowParameter(read, body, kept, depth); break;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                Follow(choice.WhenTrue, body, kept, depth - 1);
                Follow(otherwise, body, kept, depth - 1);
                break;
            case IConditionalAccessOperation access: Follow(access.WhenNotNull, body, kept, depth); break;
            case ICoalesceOperation coalesce:
                Follow(coalesce.Value, body, kept, depth - 1);
                Follow(coalesce.WhenNull, body, kept, depth - 1);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand: var one, LeftOperand: IMemberReferenceOperation own } next
                when one.Plain().ConstantValue is { HasValue: true, Value: 1 or 1L or 1U or 1UL } && seen.Contains(own.Member.OriginalDefinition):
                Add(own.Member, next, body, kept); break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum:
                Follow(sum.LeftOperand, body, kept, depth - 1);
                Follow(sum.RightOperand, body, kept, depth - 1);
                break;
            case IInvalidOperation { Type.TypeKind: TypeKind.Error } unknown when Call.From(unknown) is not null: Add(null, unknown, body, kept); break;
            case IObjectCreationOperation creation when creation.Type.IsStamp():
                foreach (var argument in creation.Arguments) Follow(argument.Value, body, kept, depth - 1);
                break;
        }
    }

    private void FollowCall(IInvocationOperation call, Body? body, ImmutableArray<Keep> kept, int depth)
    {
        if (call.TargetMethod.ContainingType is { Name: "Interlocked" or "Volatile", ContainingNamespace.Name: "Threading" } owner && call.Arguments.Length > 0)
        {
            if (call.Arguments[0].Value.Referenced() is not (IFieldSymbol or IPropertySymbol)) return;
            var member = call.Arguments[0].Value.Referenced()!;
            if (owner.Name == "Interlocked" && call.TargetMethod.Name is not "Read") Add(member, call, body, kept);
            else FollowMember(member, call, body, kept, depth);
            return;
        }
        if (call.TargetMethod.ContainingType is { Name: "Stopwatch" } && call.TargetMethod.Name == "GetTimestamp") { Add(null, call, body, kept); return; }
        if (call.Type.IsOrdered()
            && !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, project.Compilation.Assembly)) { Add(null, call, body,
                kept); return; }
        if (call.TargetMethod.ContainingType.IsFramework())
        {
            if (call is { TargetMethod.Name: "TryGetValue" or "GetValueOrDefault", Instance: { } map }) FollowMap(map, kept, depth);
            if (call.TargetMethod.ContainingType.Name == "Math") foreach (var argument in call.Arguments) Follow(argument.Value, body, kept, depth - 1);
            return;
        }
        if (!seen.Add(call.TargetMethod.OriginalDefinition)) return;
        foreach (var callee in project.BodiesOf(call.TargetMethod)) FollowReturns(callee, kept, depth);
    }

    private void FollowReturns(Body callee, ImmutableArray<Keep> kept, int depth)
    {
        foreach (var result in callee.Of<IReturnOperation>())
            if (result.ReturnedValue is { } returned) Follow(returned, callee, kept, depth - 1);
    }

    private void FollowProperty(IPropertySymbol property, IOperation read, Body? body, ImmutableArray<Keep> kept, int depth)
    {
        var getters = property.GetMethod is { } getter ? project.BodiesOf(getter) : ImmutableArray<Body>.Empty;
        if (getters.IsEmpty) { FollowMember(property, read, body, kept, depth); return; }
        if (!seen.Add(property.OriginalDefinition)) return;
        foreach (var code in getters) FollowReturns(code, kept, depth);
    }

    private void FollowMember(ISymbol member, IOperation read, Body? body, ImmutableArray<Keep> kept, int depth)
    {
        member = member.OriginalDefinition;
        if (Counters.IsRaised(member, project)) { Add(member, read, body, kept); return; }
        if (!seen.Add(member)) return;
        if (read is IMemberReferenceOperation { Instance: { } owner } && Carriers.Of(owner, project) is { } carrier) kept = kept.Add(carrier);
        foreach (var (value, assignment, code) in Counters.AssignmentsOf(member, project)) Follow(value, code, kept.Add(new(member, assignment, code)),
            depth - 1);
    }

    /// <summary>A map of the type's own that has the stamp of each reader: what is ever put into it.</summary>
    private void FollowMap(IOperation map, ImmutableArray<Keep> kept, int depth)
    {
        if (!map.IsOwnMember() || map.Referenced() is not { } member || VersionLists.ValueOf(map.Type!) is not { } value || !value.IsStamp()
            || !seen.Add(member.OriginalDefinition)) return;
        foreach (var (given, put, code) in Counters.PutInto(member.OriginalDefinition, project)) Follow(given, code, kept.Add(new(member, put, code)),
            depth - 1);
    }

    private void FollowParameter(IParameterReferenceOperation read, Body? body, ImmutableArray<Keep> kept, int depth)
    {
        var parameter = read.Parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol method || !seen.Add(parameter.OriginalDefinition)) return;
        if (body is not null && method.IsSame(body.Method))
        {
            foreach (var (code, _, arguments) in Callers.Of(body)) FollowArgument(parameter, arguments, code, kept, depth);
            if (method.MethodKind == MethodKind.Constructor) FollowCreations(method, parameter, kept, depth);
            return;
        }
        if (method.MethodKind != MethodKind.Constructor) return;
        // A parameter of a primary constructor that code reads is a member by another name; in an initializer it is only on its way to one.
        if (!IsInInitializer(read)) kept = kept.Add(new(parameter, read, body));
        FollowCreations(method, parameter, kept, depth);
    }

    private static bool IsInInitializer(IOperation read) => read.Ancestors().Any(outer => outer is IFieldInitializerOperation or IPropertyInitializerOperation);

    private void FollowCreations(IMethodSymbol constructor, IParameterSymbol parameter, ImmutableArray<Keep> kept, int depth)
    {
        foreach (var (code, creation) in Callers.Creations(project, constructor.ContainingType))
            if (creation.Constructor.IsSame(constructor)) FollowArgument(parameter, creation.Arguments, code, kept, depth);
    }

    private void FollowArgument(IParameterSymbol parameter, ImmutableArray<IArgumentOperation> arguments, Body? code, ImmutableArray<Keep> kept, int depth)
    {
        foreach (var argument in arguments)
            if (argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind != ArgumentKind.DefaultValue)
                Follow(argument.Value, code, kept, depth - 1);
    }

    private void Add(ISymbol? counter, IOperation site, Body? body, ImmutableArray<Keep> kept) => found.Add(new(counter?.OriginalDefinition, site, body, kept));
}

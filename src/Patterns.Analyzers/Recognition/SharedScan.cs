using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// A question about every type of a project, each asked once, and what follows from the answers. Threads that need it at the same time share the
/// work; with a lazy value all but one would stand and wait.
/// </summary>
/// <typeparam name="TAnswer">What the question finds in some types.</typeparam>
/// <typeparam name="TResult">What follows from the answers.</typeparam>
/// <param name="project">The project.</param>
/// <param name="ask">The question. It may not ask for the result.</param>
/// <param name="conclude">Makes the result of the answers, in the order of the project's types.</param>
internal sealed class SharedScan<TAnswer, TResult>(ProjectFacts project, Func<TypeFacts, TAnswer?> ask, Func<ImmutableArray<TAnswer>, TResult> conclude)
    where TAnswer : class
{
    private readonly ImmutableArray<INamedTypeSymbol> types = project.Types;
    private readonly TAnswer?[] answers = new TAnswer?[project.Types.Length];
    private readonly ManualResetEventSlim isAnswered = new(project.Types.IsEmpty);
    private int taken;
    private int open = project.Types.Length;
    private Lazy<TResult>? result;

    /// <summary>What follows from all answers.</summary>
    public TResult Result
    {
        get
        {
            AskOpenQuestions();
            isAnswered.Wait();
            var first = new Lazy<TResult>(() => conclude(answers.OfType<TAnswer>().ToImmutableArray()));
            return (Interlocked.CompareExchange(ref result, first, null) ?? first).Value;
        }
    }

    private void AskOpenQuestions()
    {
        while (Volatile.Read(ref taken) < types.Length)
        {
            var index = Interlocked.Increment(ref taken) - 1;
            if (index < types.Length) Ask(index);
        }
    }

    private void Ask(int index)
    {
        try
        {
            answers[index] = project.Of(types[index]) is { } type ? ask(type) : null;
        }
        finally
        {
            if (Interlocked.Decrement(ref open) == 0) isAnswered.Set();
        }
    }
}

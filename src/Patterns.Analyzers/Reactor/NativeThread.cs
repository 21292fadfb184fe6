using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>
/// A thread that a type gives to the loop of a native library: it calls a function that the same library can be told to return from, as <c>x_run_network</c> is
/// ended by <c>x_stop_network</c>.
/// </summary>
internal static class NativeThread
{
    private static readonly Words Imports = new("DllImport", "LibraryImport");
    private static readonly Words Threads = new("Thread", "StartNew", "Run");
    private static readonly string[] Ends = ["stop", "quit", "exit", "break", "terminate"];

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Threads) && Runs(type.Project).Any(run => type.Words.Has(run.Name));

    public static NativeRun? In(TypeFacts type)
    {
        if (!MayBeIn(type)) return null;
        var runs = Runs(type.Project);
        foreach (var body in type.Bodies)
        {
            if (!runs.Any(run => body.Words.Has(run.Name)) || runs.Contains(body.Method, SymbolEqualityComparer.Default)) continue;
            foreach (var call in body.Calls)
                if (call.Target is { } target && runs.Contains(target.OriginalDefinition, SymbolEqualityComparer.Default) && HasItsThread(body, call))
                    return new(body, call);
        }
        return null;
    }

    /// <summary>The imports that run until another import of the project ends them, and the members that only call one.</summary>
    private static ImmutableArray<IMethodSymbol> Runs(ProjectFacts project) => project.GetOrAdd(typeof(NativeThread), () =>
    {
        var types = project.Declared.Where(type => type.Words.HasAny(Imports)).ToList();
        var imports = types.SelectMany(type => type.Symbol.GetMembers().OfType<IMethodSymbol>()).Where(method => Demultiplexer.EntryPointOf(method) is not null)
            .ToList();
        var names = new HashSet<string>(imports.Select(import => Demultiplexer.EntryPointOf(import)!), StringComparer.OrdinalIgnoreCase);
        var runs = imports.Where(import => EndsOf(Demultiplexer.EntryPointOf(import)!).Any(names.Contains)).ToImmutableArray();
        return runs.IsEmpty ? runs : runs.AddRange(types.SelectMany(type => type.Bodies)
            .Where(body => body.Method.IsStatic && runs.Any(run => body.Words.Has(run.Name))
                && body.Calls.Any(call => call.Target is { } target && runs.Contains(target, SymbolEqualityComparer.Default)))
            .Select(body => body.Method));
    });

    /// <summary>The names that the function to end it would have: those with another verb in the place of "run".</summary>
    private static IEnumerable<string> EndsOf(string entryPoint)
    {
        var words = entryPoint.Split('_');
        var place = Array.FindIndex(words, word => word.Equals("run", StringComparison.OrdinalIgnoreCase));
        if (place < 0) yield break;
        foreach (var end in Ends)
        {
            words[place] = end;
            yield return string.Join("_", words);
        }
    }

    /// <summary>The call, or the body in which it stands, is what the type starts a thread or long task with.</summary>
    private static bool HasItsThread(Body body, Call call) =>
        call.Operation.Ancestors().Any(ThreadStart.Is) || body.Type.Bodies.Any(starter => starter.Words.HasAny(Threads) && starter.Words.Has(body.Name)
        && starter.Operations.Any(operation => operation is IMethodReferenceOperation { Method: var method }
            && SymbolEqualityComparer.Default.Equals(method, body.Method) && operation.Ancestors().Any(ThreadStart.Is)));
}

from lvliang_nlp.cli import main

main()
